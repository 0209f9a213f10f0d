import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import type { SamtykkeFragment } from '../gql/innsyn/graphql';
import { useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import type { Handling, Svarutfall } from './Samtykkeramme';
import { kjent } from './typer';
import { useFokus } from './useFokus';

interface Props {
  samtykke: SamtykkeFragment;
  onSvar: (handling: Handling, lest: string) => Promise<Svarutfall>;
}

/** The answer: a press, a check that says what happens, and a receipt in the same place. Withdrawing is as many presses. */
export function Samtykkesvar({ samtykke, onSvar }: Props) {
  const t = useSamtykketekst();
  const [valgt, settValgt] = useState<Handling>();
  // What stood here when she chose. What comes in its place while she thinks is not what she says yes to.
  const [lest, settLest] = useState(samtykke.versjon);
  const [utfall, settUtfall] = useState<Svarutfall & { handling: Handling }>();
  const [sender, settSender] = useState(false);
  const underveis = useRef(false);
  const kan: Record<Handling, boolean> = { GI: samtykke.kanGi, AVSLA: samtykke.kanAvsla, TREKK: samtykke.kanTrekke };
  const mulige = (['GI', 'AVSLA', 'TREKK'] as const).filter((h) => kan[h]);
  // What one was about to do may have been taken away meanwhile; after a lost answer one may try again all the same.
  const sjekk = valgt && (kan[valgt] || utfall?.type === 'FEIL') ? valgt : undefined;

  const send = async (handling: Handling) => {
    if (underveis.current) return;
    underveis.current = true;
    settSender(true);
    settUtfall(undefined);
    const svar = await onSvar(handling, lest);
    underveis.current = false;
    settSender(false);
    settUtfall({ ...svar, handling });
    if (svar.type !== 'FEIL') settValgt(undefined);
  };

  if (mulige.length === 0 && !utfall && !sjekk) return null;
  return (
    <section aria-labelledby="svaret" className="samtykkesvar">
      <Heading level={2} data-size="sm" id="svaret">
        {t.svaret}
      </Heading>
      {utfall && <Utfall utfall={utfall} />}
      {sjekk ? (
        <Sjekk key={sjekk} handling={sjekk} navn={samtykke.navn} sender={sender} onJa={() => void send(sjekk)} onNei={() => settValgt(undefined)} />
      ) : (
        mulige.length > 0 && (
          <>
            {mulige.includes('TREKK') && <Paragraph>{t.trekk}</Paragraph>}
            {/* Alike: neither answer is the one we would rather have. */}
            <div className="knapper">
              {mulige.map((h) => (
                <Button
                  key={h}
                  variant="secondary"
                  onClick={() => {
                    settUtfall(undefined);
                    settLest(samtykke.versjon);
                    settValgt(h);
                  }}
                >
                  {t.knapp[h]}
                </Button>
              ))}
            </div>
          </>
        )
      )}
    </section>
  );
}

function Sjekk({ handling, navn, sender, onJa, onNei }: { handling: Handling; navn: string; sender: boolean; onJa: () => void; onNei: () => void }) {
  const t = useSamtykketekst();
  const boks = useFokus<HTMLDivElement>(handling);
  const { tittel, tekst, knapp } = t.sjekk[handling];
  const folge = { GI: t.ja, AVSLA: t.nei, TREKK: t.trekk }[handling];
  return (
    <div className="sjekksteg" ref={boks} tabIndex={-1} role="group" aria-labelledby="sjekk-tittel" data-sjekk={handling}>
      <Heading level={3} data-size="xs" id="sjekk-tittel">
        {tittel}
      </Heading>
      <Paragraph>
        <strong>{tekst(navn)}</strong>
      </Paragraph>
      <Paragraph>{folge}</Paragraph>
      {handling !== 'GI' && <Paragraph>{t.ombestemmer}</Paragraph>}
      <div className="knapper">
        <Button aria-disabled={sender} onClick={onJa}>
          {knapp}
        </Button>
        <Button variant="secondary" aria-disabled={sender} onClick={() => !sender && onNei()}>
          {handling === 'TREKK' ? t.ikkeTrekk : t.ikkeNa}
        </Button>
      </div>
      <p role="status">{sender && t.sender}</p>
    </div>
  );
}

function Utfall({ utfall }: { utfall: Svarutfall & { handling: Handling } }) {
  const t = useSamtykketekst();
  const boks = useFokus<HTMLDivElement>(utfall);
  if (utfall.type === 'GJORT') {
    const { tittel, tekst } = t.kvittering[utfall.handling];
    return (
      <Alert data-color="success" ref={boks} tabIndex={-1} className="utfall" data-kvittering={utfall.handling}>
        <Heading level={3} data-size="2xs">
          {tittel}
        </Heading>
        <Paragraph>{tekst}</Paragraph>
      </Alert>
    );
  }
  if (utfall.type === 'HINDRET') {
    return (
      <Alert data-color="warning" ref={boks} tabIndex={-1} className="utfall" data-hindring={utfall.hindring}>
        <Paragraph>{kjent(t.hindring, utfall.hindring, t.ukjentHindring)}</Paragraph>
      </Alert>
    );
  }
  const uvisst = ['NETT', 'UVISST', 'INTERN'].includes(utfall.feil.kode);
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1} className="utfall" data-feil={utfall.feil.kode}>
      <Heading level={3} data-size="2xs">
        {uvisst ? t.utenSvarTittel : t.ikkeLagretTittel}
      </Heading>
      <Paragraph>{uvisst ? t.utenSvar : t.ikkeLagret}</Paragraph>
    </Alert>
  );
}
