import { Alert, Button, Checkbox, Field, Heading, Label, Paragraph, Textarea, ValidationMessage } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil } from '../api/feil';
import { SendForesporselDocument, type Foresporselfeilkode, type PostradFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { tegn } from '../skjema/valider/tekst';
import { useForesporseltekst, useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { HOYST_POSTER, HOYST_TEGN, kanSporres } from './foresporsel';
import { useForesporsler } from './Foresporselramme';
import { Ingenting } from './Ingenting';
import { useInnsyn, useSak } from './Innsynslager';
import { kjent } from './typer';
import { useFokus } from './useFokus';
import { Venter } from './Venter';

type Utfall = { type: 'FEIL'; uvisst: boolean } | { type: 'AVVIST'; feil: readonly { kode: Foresporselfeilkode }[] } | { type: 'ALLEREDE' };

/** Asks to see what is withheld: which, why, a look over, and a receipt. */
export function ForesporselSide({ sakId, postId }: { sakId: string; postId?: string }) {
  const t = useForesporseltekst();
  const i = useInnsyntekst();
  const { innhold, feil, igjen } = useSak(sakId);
  const { alle } = useForesporsler();
  const [sendt, settSendt] = useState(false);
  if (innhold === null) return <Ingenting tekst={i.sak.ikkeFunnetTekst} />;
  if (!innhold || !alle) return <Venter tittel={t.fanetittel} feil={feil} igjen={igjen} />;
  const over = (
    <nav className="sakvelger" aria-label={t.tilbake}>
      <Lenke til={`/innsyn/sak/${sakId}`}>{t.tilbake}</Lenke>
    </nav>
  );
  if (sendt) {
    return (
      <Side overskrift={t.sendt} fanetittel={t.fanetittel} over={over}>
        <Kvittering sakId={sakId} />
      </Side>
    );
  }
  const mulige = kanSporres(innhold.alle, alle);
  return (
    <Side overskrift={t.tittel} fanetittel={t.fanetittel} over={over} ingress={mulige.length > 0 && t.ingress}>
      {mulige.length === 0 ? (
        <Alert data-color="info">
          <Paragraph>{t.ingen}</Paragraph>
        </Alert>
      ) : (
        <Skjema mulige={mulige} forst={postId} onSendt={() => settSendt(true)} />
      )}
    </Side>
  );
}

function Kvittering({ sakId }: { sakId: string }) {
  const t = useForesporseltekst();
  const boks = useFokus<HTMLDivElement>(true);
  return (
    <>
      <Alert data-color="success" ref={boks} tabIndex={-1} data-kvittering="INNSYN">
        <Paragraph>{t.sendtTekst}</Paragraph>
      </Alert>
      <Paragraph>
        <Lenke til={`/innsyn/sak/${sakId}`}>{t.tilSaken}</Lenke>
      </Paragraph>
    </>
  );
}

function Skjema({ mulige, forst, onSendt }: { mulige: readonly PostradFragment[]; forst?: string; onSendt: () => void }) {
  const t = useForesporseltekst();
  const klient = useClient();
  const { motFeil } = useInnsyn();
  const [valgt, settValgt] = useState<ReadonlySet<string>>(() => new Set(forst ? [forst] : []));
  const [grunn, settGrunn] = useState('');
  const [provd, settProvd] = useState(false);
  const [sjekk, settSjekk] = useState(false);
  const [sender, settSender] = useState(false);
  const [utfall, settUtfall] = useState<Utfall>();
  const underveis = useRef(false);
  // Kept through every new attempt, and another once one has been told that this was used for something else.
  const [nokkel, settNokkel] = useState(() => crypto.randomUUID());
  const poster = mulige.filter((p) => valgt.has(p.id));
  const feilValg = poster.length === 0 ? t.feilVelg : poster.length > HOYST_POSTER ? t.feilMange : undefined;
  const feilGrunn = !grunn.trim() ? t.feilHvorfor : tegn(grunn) > HOYST_TEGN ? t.feilLang : undefined;

  const send = async () => {
    if (underveis.current) return;
    underveis.current = true;
    settSender(true);
    const input = { nokkel, journalpostIder: poster.map((p) => p.id), begrunnelse: grunn };
    const { data, error } = await klient.mutation(SendForesporselDocument, { input }).toPromise();
    underveis.current = false;
    settSender(false);
    const feil = motFeil(lesFeil(error));
    if (feil) return settUtfall({ type: 'FEIL', uvisst: ['NETT', 'UVISST', 'INTERN'].includes(feil.kode) });
    if (data?.sendt.foresporsel) return onSendt();
    if (data?.sendt.alleredeSendt) {
      settNokkel(crypto.randomUUID());
      return settUtfall({ type: 'ALLEREDE' });
    }
    settUtfall({ type: 'AVVIST', feil: data?.sendt.feil ?? [] });
  };

  if (sjekk) {
    return (
      <Sjekk poster={poster} grunn={grunn} utfall={utfall} sender={sender} onSend={() => void send()} onEndre={() => settSjekk(false)} />
    );
  }
  return (
    <form
      className="brev"
      noValidate
      onSubmit={(h) => {
        h.preventDefault();
        settProvd(true);
        settUtfall(undefined);
        if (!feilValg && !feilGrunn) settSjekk(true);
        else document.getElementById(feilValg ? 'velg-poster' : 'grunn')?.focus();
      }}
    >
      <fieldset className="skjemavalg" id="velg-poster" tabIndex={-1}>
        <legend>{t.velg}</legend>
        {mulige.map((p) => (
          <Checkbox
            key={p.id}
            label={p.tittel}
            value={p.id}
            checked={valgt.has(p.id)}
            onChange={({ target }) =>
              settValgt((for_) => {
                const na = new Set(for_);
                if (target.checked) na.add(p.id);
                else na.delete(p.id);
                return na;
              })
            }
          />
        ))}
        {provd && feilValg && <ValidationMessage role="alert">{feilValg}</ValidationMessage>}
      </fieldset>
      <Field>
        <Label htmlFor="grunn">{t.hvorfor}</Label>
        <Field.Description>{t.hvorforHjelp}</Field.Description>
        <Textarea id="grunn" rows={4} autoComplete="off" value={grunn} aria-invalid={provd && feilGrunn ? true : undefined} onChange={({ target }) => settGrunn(target.value)} />
        {provd && feilGrunn && <ValidationMessage role="alert">{feilGrunn}</ValidationMessage>}
      </Field>
      <div className="knapper">
        <Button type="submit">{t.videre}</Button>
      </div>
    </form>
  );
}

interface SjekkProps {
  poster: readonly PostradFragment[];
  grunn: string;
  utfall: Utfall | undefined;
  sender: boolean;
  onSend: () => void;
  onEndre: () => void;
}

function Sjekk({ poster, grunn, utfall, sender, onSend, onEndre }: SjekkProps) {
  const t = useForesporseltekst();
  const boks = useFokus<HTMLDivElement>(true);
  return (
    <div className="sjekksteg" ref={boks} tabIndex={-1} role="group" aria-labelledby="sjekk-tittel" data-sjekk="INNSYN">
      <Heading level={2} data-size="xs" id="sjekk-tittel">
        {t.sjekk.tittel}
      </Heading>
      <ul>
        {poster.map((p) => (
          <li key={p.id}>{p.tittel}</li>
        ))}
      </ul>
      <Paragraph>{t.sjekk.grunn}:</Paragraph>
      <blockquote className="avsnitt brevtekst">{grunn}</blockquote>
      <Paragraph>{t.sjekk.tekst}</Paragraph>
      {utfall && <Svar utfall={utfall} />}
      <div className="knapper">
        <Button aria-disabled={sender} onClick={onSend}>
          {t.sjekk.send}
        </Button>
        <Button variant="secondary" aria-disabled={sender} onClick={() => !sender && onEndre()}>
          {t.sjekk.endre}
        </Button>
      </div>
      <p role="status">{sender && t.sjekk.sender}</p>
    </div>
  );
}

function Svar({ utfall }: { utfall: Utfall }) {
  const t = useForesporseltekst();
  const boks = useFokus<HTMLDivElement>(utfall);
  const uvisst = utfall.type === 'FEIL' && utfall.uvisst;
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1} data-utfall={utfall.type}>
      <Heading level={3} data-size="2xs">
        {uvisst ? t.utenSvar : t.ikkeSendt}
      </Heading>
      {utfall.type === 'AVVIST' && utfall.feil.length > 0 ? (
        <ul>
          {[...new Set(utfall.feil.map((f) => f.kode))].map((kode) => (
            <li key={kode}>{kjent(t.feil, kode, t.provIgjen)}</li>
          ))}
        </ul>
      ) : (
        <Paragraph>{utfall.type === 'ALLEREDE' ? t.allerede : uvisst ? t.utenSvarTekst : t.provIgjen}</Paragraph>
      )}
    </Alert>
  );
}
