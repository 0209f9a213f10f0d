import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { BrevFragment } from '../gql/innsyn/graphql';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import type { Brevutkast, Sted } from './brevutkast';
import { kjent } from './typer';
import { useFokus } from './useFokus';
import { useSendBrev, type Brevutfall } from './useSendBrev';

interface Props {
  sted: Sted;
  nokkel: string;
  utkast: Brevutkast;
  /** To send this as a letter of its own. */
  onNytt: () => void;
  onTilbake: () => void;
  onSendt: (brev: BrevFragment) => void;
}

/** What will be sent, as it will be sent, and to be sent. */
export function Brevsjekk({ sted, nokkel, utkast, onNytt, onTilbake, onSendt }: Props) {
  const t = useBrevtekst();
  const { send, sender } = useSendBrev(sted);
  const [utfall, settUtfall] = useState<Exclude<Brevutfall, { type: 'SENDT' }>>();
  const boks = useFokus<HTMLDivElement>(true);
  const filer = utkast.filer.filter((f) => f.id);

  const sendNa = async () => {
    const svar = await send(nokkel, utkast);
    if (svar?.type === 'SENDT') onSendt(svar.brev);
    else if (svar) settUtfall(svar);
  };

  return (
    <div className="sjekksteg" ref={boks} tabIndex={-1} role="group" aria-labelledby="sjekk-tittel" data-sjekk="BREV">
      <Heading level={2} data-size="xs" id="sjekk-tittel">
        {t.sjekk.tittel}
      </Heading>
      <blockquote className="avsnitt brevtekst">{utkast.tekst}</blockquote>
      <div>
        <Paragraph>{t.sjekk.filer(filer.length)}</Paragraph>
        {filer.length > 0 && (
          <ul>
            {filer.map((f) => (
              <li key={f.nokkel}>{f.navn}</li>
            ))}
          </ul>
        )}
      </div>
      <Paragraph>{t.sjekk.tekst}</Paragraph>
      {utfall && <Utfall utfall={utfall} onNytt={onNytt} onLest={() => settUtfall(undefined)} />}
      <div className="knapper">
        <Button aria-disabled={sender} onClick={() => void sendNa()}>
          {t.sjekk.send}
        </Button>
        <Button variant="secondary" aria-disabled={sender} onClick={() => !sender && onTilbake()}>
          {t.sjekk.endre}
        </Button>
      </div>
      <p role="status">{sender && t.sjekk.sender}</p>
    </div>
  );
}

interface UtfallProps {
  utfall: Exclude<Brevutfall, { type: 'SENDT' }>;
  onNytt: () => void;
  onLest: () => void;
}

function Utfall({ utfall, onNytt, onLest }: UtfallProps) {
  const t = useBrevtekst();
  const { tid } = useSprak();
  const boks = useFokus<HTMLDivElement>(utfall);
  if (utfall.type === 'ALLEREDE') {
    return (
      <Alert data-color="warning" ref={boks} tabIndex={-1} className="utfall" data-utfall="ALLEREDE">
        <Heading level={3} data-size="2xs">
          {t.allerede.tittel(tid(utfall.brev.sendt))}
        </Heading>
        <Paragraph>{t.allerede.tekst}</Paragraph>
        <Button
          variant="secondary"
          onClick={() => {
            onNytt();
            onLest();
          }}
        >
          {t.allerede.nytt}
        </Button>
      </Alert>
    );
  }
  const feil = utfall.type === 'FEIL' ? utfall.feil.kode : 'FELTFEIL';
  const uvisst = ['NETT', 'UVISST', 'INTERN'].includes(feil);
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1} className="utfall" data-utfall={feil}>
      <Heading level={3} data-size="2xs">
        {uvisst ? t.utenSvar : t.ikkeSendt}
      </Heading>
      {utfall.type === 'FELTFEIL' ? (
        <ul>
          {utfall.feil.map((f) => (
            <li key={`${f.felt} ${f.kode}`}>{kjent(t.serverfeil, f.kode, t.provIgjen)}</li>
          ))}
        </ul>
      ) : (
        <Paragraph>{uvisst ? t.utenSvarTekst : t.provIgjen}</Paragraph>
      )}
    </Alert>
  );
}
