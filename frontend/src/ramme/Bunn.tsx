import { useTryggramme } from '../tekst/trygg/rammetekst';
import { useSprak } from '../tekst/sprak';
import { Lenke } from './Lenke';

/** At the foot of every page: what one may want to know before one dares. */
export function Bunn() {
  const { t } = useSprak();
  const { bunn, skiftOm } = useTryggramme();
  return (
    <footer className="bunn">
      <nav aria-label={bunn.navn}>
        <ul>
          <li>
            <Lenke til="/hvis-det-haster">{bunn.haster}</Lenke>
          </li>
          <li>
            <Lenke til="/anonym">{bunn.anonym}</Lenke>
          </li>
          <li>
            <Lenke til="/delt-enhet">{bunn.delt}</Lenke>
          </li>
          <li>
            <Lenke til="/personvernerklaering">{bunn.personvern}</Lenke>
          </li>
          <li>
            <Lenke til="/tilgjengelighet">{bunn.tilgjengelighet}</Lenke>
          </li>
        </ul>
      </nav>
      <p>{t.felles.bunntekst}</p>
      <p>
        {t.forlat.om} {skiftOm}
      </p>
    </footer>
  );
}
