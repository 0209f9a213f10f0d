import { Heading, Link as DsLenke, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useSesjon } from '../../api/sesjon';
import { useSprak } from '../../tekst/sprak';
import type { Besok } from '../Feiloppsummering';
import { oppsummer, type Gruppe, type Rad } from '../oppsummering';
import { useSkjema } from '../SkjemaSammenheng';
import { rot, type Side } from '../skjemasider';
import { folger } from '../svar/samme';
import type { Svar } from '../svar/svar';

/** The answers of one page, with a link that leads to it and back here. */
export function Svardel({ side }: { side: Side }) {
  const { skjema, t, input, kommune, svar } = useSkjema();
  const { lenke } = useSprak();
  const { meg } = useSesjon();
  const tittel = t.sider[skjema][side as 'mottaker'].tittel;
  const navn: Gruppe[] =
    side === 'om-deg' && meg ? [{ rader: [{ sti: 'navn', navn: t.ramme.navn, verdi: meg.navn }] }] : [];
  const bydel: Gruppe[] =
    side === 'mottaker' && svar.bydelsnummer && !input.bydelsnummer
      ? [{ rader: [{ sti: 'bydelsnummer', navn: t.PRIVAT.bydelsnummer.navn, verdi: t.kommune.bydelVetIkke }] }]
      : [];
  const grupper = [...navn, ...medMerknad(oppsummer(t, skjema, side, input, kommune), svar, t.barn.fraBarn1), ...bydel];
  return (
    <section className="svardel">
      <div className="svardel-topp">
        <Heading level={2} data-size="xs">
          {tittel}
        </Heading>
        <DsLenke asChild>
          <Link to={lenke(`${rot[skjema]}/${side}`)} state={{ tilKontroll: true } satisfies Besok}>
            {t.kontroll.endre} <span className="ds-sr-only">{tittel}</span>
          </Link>
        </DsLenke>
      </div>
      {grupper.length === 0 && <Paragraph className="dempet">{t.kontroll.ingenSvar}</Paragraph>}
      {grupper.map((gruppe, nr) => (
        <div key={gruppe.tittel ?? nr} className="svargruppe">
          {gruppe.tittel && (
            <Heading level={3} data-size="2xs">
              {gruppe.tittel}
            </Heading>
          )}
          <Rader rader={gruppe.rader} />
        </div>
      ))}
    </section>
  );
}

/** Says of an address that follows the first child's, that it does. */
const medMerknad = (grupper: readonly Gruppe[], svar: Svar, merknad: string): Gruppe[] =>
  grupper.map((g) => ({ ...g, rader: g.rader.map((r) => (folger(svar, r.sti) ? { ...r, merknad } : r)) }));

function Rader({ rader }: { rader: readonly Rad[] }) {
  return (
    <dl className="svar">
      {rader.map(({ sti, navn, verdi, merknad }) => (
        <div key={sti}>
          <dt>{navn}</dt>
          <dd>{verdi}</dd>
          {merknad && <dd className="dempet">{merknad}</dd>}
        </div>
      ))}
    </dl>
  );
}
