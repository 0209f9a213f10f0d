import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { KOLLISJON, Kollisjonspeker } from '../ramme/Kollisjonspeker';
import { Slettdialog } from '../ramme/Slettdialog';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import type { Brevlager, Brevtilstand } from './brevlager';

interface Props<I> {
  lager: Brevlager<I>;
  utkast: Brevtilstand<I>;
}

/** Whether what is typed is saved, when it is deleted by itself, and the button that deletes it now. */
export function Brevlagring<I>({ lager, utkast: { lagring, lagret, utloper, nyere, sendt } }: Props<I>) {
  const t = useBrevtekst().utkast;
  const { klokkeslett, tid } = useSprak();
  const ord = {
    INGEN: t.ingen,
    VENTER: t.venter,
    LAGRER: t.lagrer,
    LAGRET: lagret ? t.lagret(klokkeslett(lagret)) : t.venter,
    FEILET: t.feilet,
    NEKTET: t.nektet,
  };
  const valg = nyere !== undefined || sendt;
  const ille = !valg && (lagring === 'FEILET' || lagring === 'NEKTET');
  return (
    <div className="lagring" data-lagring={lagring}>
      {/* Only what one must act on is read out. */}
      <p role="status" className="ds-sr-only">
        {ille && ord[lagring]}
      </p>
      <p className="lagring-status">{valg ? t.stoppet : ord[lagring]}</p>
      {valg && <Kollisjonspeker tekst={t.tilValget} />}
      {utloper && <p className="dempet">{t.beholdes(tid(utloper))}</p>}
      {lager.pabegynt && (
        <div className="knapper">
          <Slettdialog tekst={t} onSlett={() => void lager.slett()} />
        </div>
      )}
    </div>
  );
}

/** What another window has done with the same draft, and what cannot be read here. Nothing here is lost before one has chosen. */
export function Brevkollisjon<I>({ lager, utkast: { nyere, sendt, forNytt } }: Props<I>) {
  const t = useBrevtekst().utkast;
  const { tid } = useSprak();
  if (forNytt) {
    return (
      <Alert data-color="warning" data-utkast="FOR_NYTT">
        <Paragraph>{t.forNytt}</Paragraph>
      </Alert>
    );
  }
  if (!sendt && !nyere) return null;
  return (
    <Alert data-color="warning" role="alert" className="utfall" id={KOLLISJON} tabIndex={-1} data-utkast={sendt ? 'SENDT' : 'NYERE'}>
      <Heading level={2} data-size="xs">
        {sendt ? t.sendtTittel : t.nyereTittel}
      </Heading>
      <Paragraph>{sendt ? t.sendt : t.nyere(tid(nyere?.lagret ?? ''))}</Paragraph>
      <div className="knapper">
        <Button type="button" data-size="sm" onClick={() => (sendt ? lager.nullstill() : lager.brukNyere())}>
          {sendt ? t.kast : t.brukNyere}
        </Button>
        <Button type="button" variant="secondary" data-size="sm" onClick={() => void (sendt ? lager.somNy() : lager.beholdDette())}>
          {sendt ? t.somNytt : t.beholdDette}
        </Button>
      </div>
    </Alert>
  );
}
