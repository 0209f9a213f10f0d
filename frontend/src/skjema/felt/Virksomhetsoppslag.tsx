import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useClient, type Client } from 'urql';
import { hentIBakgrunnen, hentNytt } from '../../api/hentNytt';
import { VirksomhetDocument, type VirksomhetQuery } from '../../gql/graphql';
import type { Skjematekster } from '../../tekst/skjema/nb';
import { useSkjema } from '../SkjemaSammenheng';
import { tomAdresse, type Adresse, type OffentligSvar } from '../svar/svar';
import { gyldigOrgnr, sifre } from '../valider/nummer';

/** Whether this installation asks a register at all: it does not change while the page stands. */
const kanSporres = new WeakMap<Client, Promise<boolean>>();

function sporOm(klient: Client): Promise<boolean> {
  const kan = kanSporres.get(klient) ?? hentIBakgrunnen(klient, VirksomhetDocument, {}).then(({ data }) => data?.virksomhet.utfall === 'KLART');
  kanSporres.set(klient, kan);
  return kan;
}

/** A word, not yet in any language: one may choose another while it stands there. */
type Oppslagstekst = Skjematekster['melder']['oppslag'];
type OppslattVirksomhet = NonNullable<VirksomhetQuery['virksomhet']['virksomhet']>;
type Virksomhet = OffentligSvar['melder']['virksomhet'];
/** What a look-up has found before. */
type Fylt = Pick<Virksomhet, 'navn' | 'adresse'>;

const tom = (adresse: Adresse): boolean => Object.values(adresse).every((linje) => !linje.trim());
const like = (a: Adresse, b: Adresse): boolean => (Object.keys(a) as (keyof Adresse)[]).every((felt) => a[felt] === b[felt]);

/** An address is one answer: half of hers and half of the register's would lead a letter astray. */
function adressen({ adresselinjer: [en = '', to = '', tre = ''], postnummer, poststed }: OppslattVirksomhet): Adresse {
  return { ...tomAdresse(), adresselinje1: en, adresselinje2: to, adresselinje3: tre, postnummer, poststed };
}

/**
 * What a look-up makes of the answers: it fills what is empty, or what it has filled itself before (`mitt`), and leaves what she has
 * written. `alt` is whether all that was found stands there now.
 */
export function fyll(naa: Virksomhet, funnet: OppslattVirksomhet, mitt: Fylt | undefined): { ny: Virksomhet; alt: boolean } {
  const adresse = adressen(funnet);
  const tarNavn = !naa.navn.trim() || naa.navn === mitt?.navn;
  const tarAdresse = !tom(adresse) && (tom(naa.adresse) || (mitt !== undefined && like(naa.adresse, mitt.adresse)));
  const ny = { ...naa, navn: tarNavn ? funnet.navn : naa.navn, adresse: tarAdresse ? adresse : naa.adresse };
  return { ny, alt: ny.navn === funnet.navn && (tom(adresse) || like(ny.adresse, adresse)) };
}

/**
 * «Hent navn og adresse», below a number that can be right. It can be left alone, and a failure stops nothing: the fields are
 * filled in by hand as well.
 */
export function Virksomhetsoppslag() {
  const klient = useClient();
  const { t, svar, endre, rettet } = useSkjema();
  const { virksomhet } = (svar as OffentligSvar).melder;
  const nr = sifre(virksomhet.orgnr);
  const [kan, settKan] = useState<boolean>();
  const [melding, settMelding] = useState<{ nr: string; tekst: (o: Oppslagstekst) => string; henter?: boolean }>();
  const mitt = useRef<Fylt>(undefined);
  // What is asked for is answered later: of another number by then it is no answer.
  const her = useRef({ nr, virksomhet, borte: false });
  useEffect(() => {
    her.current = { nr, virksomhet, borte: false };
    return () => {
      her.current.borte = true;
    };
  }, [nr, virksomhet]);
  useEffect(() => {
    void sporOm(klient).then(settKan);
  }, [klient]);

  const si = (tekst: (o: Oppslagstekst) => string) => settMelding({ nr, tekst });
  const o = t.melder.oppslag;
  const hent = async () => {
    settMelding({ nr, tekst: (ord) => ord.henter, henter: true });
    const { data } = await hentNytt(klient, VirksomhetDocument, { orgnr: nr });
    if (her.current.borte || her.current.nr !== nr) return;
    const svaret = data?.virksomhet;
    const funnet = svaret?.virksomhet;
    if (!svaret || !funnet) {
      si((ord) => (svaret?.utfall === 'IKKE_FUNNET' ? ord.ikkeFunnet : svaret?.utfall === 'FOR_MANGE' ? ord.forMange : ord.feilet));
      return;
    }
    const { ny, alt } = fyll(her.current.virksomhet, funnet, mitt.current);
    mitt.current = { navn: funnet.navn, adresse: adressen(funnet) };
    endre((for_) => {
      const { melder, ...resten } = for_ as OffentligSvar;
      return { ...resten, melder: { ...melder, virksomhet: ny } };
    });
    rettet('melder.virksomhet.navn');
    rettet('melder.virksomhet.adresse.adresselinje1');
    const hele = [funnet.navn, ...funnet.adresselinjer, `${funnet.postnummer} ${funnet.poststed}`.trim()].filter(Boolean).join(', ');
    si((ord) => (alt ? ord.fylt(funnet.navn) : ord.beholdt(hele)));
  };

  const gyldig = gyldigOrgnr(nr);
  const vist = melding?.nr === nr ? melding : undefined;
  if (!gyldig || kan === false) return null;
  return (
    // As high while it is not known whether anything can be asked: a draft that is opened has the number in it.
    <div className="oppslag">
      {kan && (
        <>
          {/* Not disabled while it asks: one who uses the keyboard would lose her place. */}
          <Button type="button" variant="secondary" data-size="sm" aria-describedby="oppslag-om" onClick={() => vist?.henter || void hent()}>
            {o.knapp}
          </Button>
          <Paragraph data-size="sm" id="oppslag-om">
            {o.om}
          </Paragraph>
        </>
      )}
      <div role="status">{vist && <Paragraph data-size="sm">{vist.tekst(o)}</Paragraph>}</div>
    </div>
  );
}
