import type {
  AdresseInput,
  ForesattInput,
  Meldingstype,
  OffentligBarnInput,
  OffentligMelderInput,
  PrivatBarnInput,
  SendOffentligBekymringsmeldingInput,
  SendPrivatBekymringsmeldingInput,
  VirksomhetInput,
} from '../../gql/graphql';
import type { Input } from '../svar/input';
import { melderkoder } from '../roller';
import { gyldigOrgnr, sifre, sjekkFnr } from './nummer';
import { GRENSE, Sjekk, type Funn } from './sjekk';
import { telefon } from './tekst';

const reKommune = /^[0-9]{4}$/;
const reBydel = /^[0-9]{2}$/;
const rePostnummer = /^[0-9]{4}$/;
/** The published schemas' own. */
const reTelefon = /^[+]?[0-9]+([- ][0-9]+)*$/;
const reEpostKS =
  /^[A-Za-zæøåÆØÅ0-9\-_]+(\.[A-Za-zæøåÆØÅ0-9\-_]+)*@[A-Za-zæøåÆØÅ0-9-]+(\.[A-Za-zæøåÆØÅ0-9-]+)*(\.[A-Za-z]{2,})$/;
/** What is asked of an address: that somebody could mean it as one. */
const reEpost = /^[^ @]+@[^ @]+\.[^ @.]{2,}$/;

/**
 * Everything that is wrong, and all that looks wrong, with what is about to be sent: the rules of bekymring/valider.go,
 * and held to the same test vectors. The server decides; this only spares a round trip. Whether the receiver exists and
 * receives is the server's to say.
 */
export function valider(skjema: Meldingstype, input: Input): Funn {
  const funn: Funn = { feil: [], varsler: [] };
  if (skjema === 'PRIVAT') privat(new Sjekk(input as SendPrivatBekymringsmeldingInput, funn), input as never);
  else offentlig(new Sjekk(input as SendOffentligBekymringsmeldingInput, funn), input as never);
  return funn;
}

function hode(s: Sjekk<Input>, input: Input): void {
  s.fylt('klientnokkel', GRENSE.linje);
  s.fyltForm('kommunenummer', reKommune);
  if (input.bydelsnummer != null) s.fyltForm('bydelsnummer', reBydel);
}

function privat(s: Sjekk<SendPrivatBekymringsmeldingInput>, input: SendPrivatBekymringsmeldingInput): void {
  hode(s as unknown as Sjekk<Input>, input);
  s.form('telefonnummer', reTelefon, telefon(input.telefonnummer));
  if (input.adresse) adresse(s.under(input.adresse, 'adresse'), false);
  s.valgfri('tolk', GRENSE.linje);
  s.antall<PrivatBarnInput>('barn', GRENSE.barn).forEach((b, nr) => privatBarn(s.under(b, 'barn', nr), b));
  s.fylt('melding', GRENSE.melding);
  s.valgfri('foresatte', GRENSE.tekst);
}

function privatBarn(s: Sjekk<PrivatBarnInput>, b: PrivatBarnInput): void {
  if (b.ufoedt) {
    s.tomme('personnavn', 'antattAlder');
    s.valgfri('termin', GRENSE.linje);
    navn(s, b, 'morsNavn');
  } else {
    s.tomme('termin', 'morsNavn');
    navn(s, b, 'personnavn');
    s.valgfri('antattAlder', GRENSE.linje);
  }
  s.valgfri('relasjon', GRENSE.linje);
  bosted(s, b);
}

function offentlig(s: Sjekk<SendOffentligBekymringsmeldingInput>, input: SendOffentligBekymringsmeldingInput): void {
  hode(s as unknown as Sjekk<Input>, input);
  melder(s.under(input.melder, 'melder'), input.melder);
  s.antall<OffentligBarnInput>('barn', GRENSE.barn).forEach((b, nr) => offentligBarn(s.under(b, 'barn', nr), b));
  s.antall<ForesattInput>('foresatte', GRENSE.foresatte).forEach((f, nr) => foresatt(s.under(f, 'foresatte', nr), f));
  s.valgfri('merOmForesatte', GRENSE.tekst);
  s.fylt('melding', GRENSE.melding);
  s.fylt('historie', GRENSE.melding);
  s.valgfri('andreSynspunkter', GRENSE.melding);
  s.valgfri('tolkebeskrivelse', GRENSE.kort);
  s.valgfri('andreHjelpeinstanser', GRENSE.tekst);
}

function melder(s: Sjekk<OffentligMelderInput>, m: OffentligMelderInput): void {
  s.fylt('rolle', GRENSE.linje);
  if (m.melderkode != null && !melderkoder.some((kode) => kode === m.melderkode)) s.feil('UGYLDIG_FORMAT', 'melderkode');
  s.fyltForm('telefonnummer', reTelefon, telefon(m.telefonnummer));
  s.fyltForm('epost', reEpost);
  const epost = s.linje('epost');
  if (epost.length <= GRENSE.linje && reEpost.test(epost) && !reEpostKS.test(epost)) s.varsel('EPOST_UTENFOR_FORMAT', 'epost');
  virksomhet(s.under(m.virksomhet, 'virksomhet'), m.virksomhet);
  s.valgfri('kontakt', GRENSE.kort);
}

function virksomhet(s: Sjekk<VirksomhetInput>, v: VirksomhetInput): void {
  s.fylt('navn', GRENSE.linje);
  s.valgfri('orgnr', GRENSE.linje);
  const orgnr = sifre(s.linje('orgnr'));
  if (orgnr && !gyldigOrgnr(orgnr)) s.varsel('ORGNR_KONTROLLSIFFER', 'orgnr');
  adresse(s.under(v.adresse, 'adresse'), true);
}

function offentligBarn(s: Sjekk<OffentligBarnInput>, b: OffentligBarnInput): void {
  s.svart('ufoedt');
  if (b.ufoedt) {
    s.tomme('fnr', 'personnavn', 'telefonnummer', 'orientert', 'orientertGrunn');
    if (b.orientert === false) s.feil('SKAL_VAERE_TOM', 'orientert');
    s.valgfri('termin', GRENSE.linje);
    navn(s, b, 'morsNavn');
    s.svart('samtykkeGravid');
  } else {
    s.tomme('termin', 'morsNavn', 'samtykkeGravid');
    s.fylt('fnr', GRENSE.linje);
    fnr(s);
    navn(s, b, 'personnavn');
    s.valgfri('telefonnummer', GRENSE.linje);
    s.svart('orientert');
    grunn(s, b.orientert);
  }
  bosted(s, b);
  s.valgfri('skole', GRENSE.kort);
}

function fnr(s: Sjekk<OffentligBarnInput>): void {
  const nummer = sifre(s.linje('fnr'));
  if (!/^\d{11}$/.test(nummer)) return;
  const funnet = sjekkFnr(nummer);
  if (funnet === 'UGYLDIG') s.varsel('FNR_KONTROLLSIFFER', 'fnr');
  if (funnet === 'SYNTETISK') s.varsel('FNR_SYNTETISK', 'fnr');
}

function foresatt(s: Sjekk<ForesattInput>, f: ForesattInput): void {
  if (f.ukjent) {
    s.tomme('personnavn', 'telefonnummer', 'orientert', 'orientertGrunn', 'relasjon', 'adresse');
    s.tomme('samtykke', 'samtykkeBeskrivelse');
    if (f.orientert === false) s.feil('SKAL_VAERE_TOM', 'orientert');
    return;
  }
  s.fylt('personnavn', GRENSE.linje);
  s.valgfri('telefonnummer', GRENSE.linje);
  s.svart('orientert');
  grunn(s, f.orientert);
  s.valgfri('relasjon', GRENSE.linje);
  s.valgfri('adresse', GRENSE.kort);
  s.valgfri('samtykkeBeskrivelse', GRENSE.kort);
}

/** The reason goes on one line to the receiver, but may be long. */
function grunn(s: Sjekk<OffentligBarnInput> | Sjekk<ForesattInput>, orientert: boolean | null | undefined): void {
  const t = s as Sjekk<ForesattInput>;
  const somLinje = () => t.linje('orientertGrunn');
  if (orientert === false) t.fylt('orientertGrunn', GRENSE.kort, somLinje);
  else t.valgfri('orientertGrunn', GRENSE.kort, somLinje);
}

type Barn = PrivatBarnInput | OffentligBarnInput;

function navn(s: Sjekk<PrivatBarnInput> | Sjekk<OffentligBarnInput>, b: Barn, felt: 'personnavn' | 'morsNavn'): void {
  const t = s as Sjekk<Barn>;
  if (b.navnUkjent) t.tomme(felt);
  else t.fylt(felt, GRENSE.linje);
}

function bosted(s: Sjekk<PrivatBarnInput> | Sjekk<OffentligBarnInput>, b: Barn): void {
  const t = s as Sjekk<Barn>;
  if (b.adressevalg !== 'UKJENT') t.tomme('stedsbeskrivelse');
  if (b.adressevalg === 'UKJENT') t.valgfri('stedsbeskrivelse', GRENSE.kort);
  if ((b.adressevalg ?? 'OPPGITT') === 'OPPGITT') adresse(t.under(b.adresse ?? {}, 'adresse'), true);
  else t.tomme('adresse');
}

/** Line 1 must be there where an address is asked for, and where any other line is. */
function adresse(s: Sjekk<AdresseInput>, krevd: boolean): void {
  const linjer = ['adresselinje1', 'adresselinje2', 'adresselinje3', 'postnummer', 'poststed'] as const;
  if (krevd || linjer.some((l) => s.linje(l))) s.fylt('adresselinje1', GRENSE.linje);
  for (const linje of linjer.slice(1)) s.valgfri(linje, GRENSE.linje);
  const postnummer = s.linje('postnummer');
  if (postnummer && !rePostnummer.test(postnummer)) s.varsel('POSTNUMMER_FORMAT', 'postnummer');
}
