import { Alert, Button, Checkbox, Field, Heading, Label, Paragraph, Textarea, ValidationMessage } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil } from '../api/feil';
import { SendForesporselDocument, type Foresporselfeilkode, type PostradFragment } from '../gql/innsyn/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side, useFeilITittel } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { tegn } from '../skjema/valider/tekst';
import { useForesporseltekst, useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { onskeform } from './brevform';
import { Brevkollisjon, Brevlagring } from './Brevlagring';
import { useBrevutkast } from './Brevramme';
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
        <Skjema sakId={sakId} mulige={mulige} forst={postId} onSendt={() => settSendt(true)} />
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

function Skjema({ sakId, mulige, forst, onSendt }: { sakId: string; mulige: readonly PostradFragment[]; forst?: string; onSendt: () => void }) {
  const t = useForesporseltekst();
  const klient = useClient();
  const { motFeil } = useInnsyn();
  const { lager, utkast } = useBrevutkast('FORESPORSEL', sakId, onskeform);
  const { nokkel, lest } = utkast;
  const { grunn } = utkast.innhold;
  // The one she came from is chosen, until she chooses.
  const [medForst, settMedForst] = useState(forst !== undefined);
  const valgt = new Set([...utkast.innhold.valgt, ...(medForst && forst ? [forst] : [])]);
  const [provd, settProvd] = useState(false);
  const [sjekk, settSjekk] = useState(false);
  const [sender, settSender] = useState(false);
  const [utfall, settUtfall] = useState<Utfall>();
  const underveis = useRef(false);
  const poster = mulige.filter((p) => valgt.has(p.id));
  const feilValg = poster.length === 0 ? t.feilVelg : poster.length > HOYST_POSTER ? t.feilMange : undefined;
  const feilGrunn = !grunn.trim() ? t.feilHvorfor : tegn(grunn) > HOYST_TEGN ? t.feilLang : undefined;

  useFeilITittel(provd && !sjekk && Boolean(feilValg ?? feilGrunn));

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
    if (data?.sendt.foresporsel) {
      lager.nullstill();
      return onSendt();
    }
    // The key was used for something else: this is another.
    if (data?.sendt.alleredeSendt) {
      void lager.somNy();
      return settUtfall({ type: 'ALLEREDE' });
    }
    settUtfall({ type: 'AVVIST', feil: data?.sendt.feil ?? [] });
  };

  if (lest === 'FEIL') return <HentFeilet onIgjen={() => void lager.les()} />;
  if (lest !== 'JA') return <Laster />;
  if (sjekk) {
    return (
      <Sjekk poster={poster} grunn={grunn} utfall={utfall} sender={sender} onSend={() => void send()} onEndre={() => settSjekk(false)} />
    );
  }
  return (
    <>
      <Brevkollisjon lager={lager} utkast={utkast} />
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
        <fieldset className="skjemavalg" id="velg-poster" tabIndex={-1} aria-describedby={provd && feilValg ? 'velg-poster-feil' : undefined}>
          <legend>{t.velg}</legend>
          {mulige.map((p) => (
            <Checkbox
              key={p.id}
              label={p.tittel}
              value={p.id}
              checked={valgt.has(p.id)}
              onChange={({ target }) => {
                const na = new Set(valgt);
                if (target.checked) na.add(p.id);
                else na.delete(p.id);
                settMedForst(false);
                lager.endre((u) => ({ ...u, valgt: [...na] }));
              }}
            />
          ))}
          {provd && feilValg && <ValidationMessage role="alert" id="velg-poster-feil">{feilValg}</ValidationMessage>}
        </fieldset>
        <Field>
          <Label htmlFor="grunn">{t.hvorfor}</Label>
          <Field.Description>{t.hvorforHjelp}</Field.Description>
          <Textarea id="grunn" rows={4} autoComplete="off" spellCheck={false} value={grunn} aria-invalid={provd && feilGrunn ? true : undefined} onChange={({ target }) => lager.endre(() => ({ grunn: target.value, valgt: [...valgt] }))} />
          {provd && feilGrunn && <ValidationMessage role="alert">{feilGrunn}</ValidationMessage>}
        </Field>
        <div className="knapper">
          <Button type="submit">{t.videre}</Button>
        </div>
      </form>
      <Brevlagring lager={lager} utkast={utkast} />
    </>
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
