import { tomAdresse, type Adresse, type Foresatt, type OffentligBarn, type OffentligSvar, type PrivatBarn, type Svar } from './svar';

// «Same address as child 1» is a link, not a copy: when the first child's address changes, so does that of those who
// follow it. What was written before the link was made is kept beneath it, and comes back when it is undone.

type Barn = PrivatBarn | OffentligBarn;
type Bosted = Pick<Barn, 'adressevalg' | 'adresse' | 'stedsbeskrivelse'>;

/** What stands as a guardian's address where the first child's is unknown or secret. The receiver reads bokmål. */
export const SOM_BARN_1 = 'Samme adresse som barn 1';

const bostedsfelt: ReadonlySet<string | undefined> = new Set(['adressevalg', 'adresse', 'stedsbeskrivelse'] satisfies (keyof Bosted)[]);

const bostedAv = ({ adressevalg, adresse, stedsbeskrivelse }: Barn): Bosted => ({
  adressevalg,
  adresse: { ...adresse },
  stedsbeskrivelse,
});

const likt = (a: Barn, b: Barn): boolean => JSON.stringify(bostedAv(a)) === JSON.stringify(bostedAv(b));

/** Nothing chosen and nothing written. */
const ubesvart = (b: Barn): boolean =>
  b.adressevalg === 'OPPGITT' && !b.stedsbeskrivelse.trim() && !Object.values(b.adresse).some((l) => l.trim());

const uten = <B extends Barn>(b: B): B => ({ ...b, adressevalg: 'OPPGITT', adresse: tomAdresse(), stedsbeskrivelse: '' });

const medBarn = <S extends Svar>(s: S, endre: (b: Barn, plass: number) => Barn): S => ({ ...s, barn: s.barn.map(endre) });

const medForesatte = <S extends Svar>(s: S, endre: (f: Foresatt) => Foresatt): S =>
  'melder' in s ? { ...s, foresatte: s.foresatte.map(endre) } : s;

/** The children as they are sent: each that follows the first has the first’s address. */
export const medAdresser = <B extends Barn>(barn: readonly B[]): B[] =>
  barn.map((b, plass) => (plass > 0 && b.sammeAdresse && barn[0] ? { ...b, ...bostedAv(barn[0]) } : b));

/** An address on one line. */
export const paEnLinje = ({ adresselinje1, adresselinje2, adresselinje3, postnummer, poststed }: Adresse): string =>
  [adresselinje1, adresselinje2, adresselinje3, [postnummer, poststed].map((l) => l.trim()).filter(Boolean).join(' ')]
    .map((l) => l.trim())
    .filter(Boolean)
    .join(', ');

/** A guardian’s address as it is sent. One that is secret or unknown is not told by way of the guardian either. */
export function foresattAdresse({ barn: [forste] }: OffentligSvar, f: Foresatt): string {
  if (!f.sammeAdresse) return f.adresse;
  return (forste?.adressevalg === 'OPPGITT' && paEnLinje(forste.adresse)) || SOM_BARN_1;
}

/** Lets a child follow the first, or no longer. Then its fields hold what it had, or the first’s to go on from. */
export function barnFolger<S extends Svar>(s: S, plass: number, pa: boolean): S {
  const [forste] = s.barn;
  if (!forste || plass === 0) return s;
  return medBarn(s, (b, her) => {
    if (her !== plass) return b;
    if (!pa) return { ...b, sammeAdresse: false, ...(ubesvart(b) ? bostedAv(forste) : {}) };
    // The same again is nobody’s own, and a secret address must not lie beneath.
    const egen = !likt(b, forste) && forste.adressevalg !== 'FORTROLIG';
    return { ...(egen ? b : uten(b)), sammeAdresse: true };
  });
}

/** The same for a guardian. */
export const foresattFolger = (s: OffentligSvar, plass: number, pa: boolean): OffentligSvar => ({
  ...s,
  foresatte: s.foresatte.map((f, her) => {
    if (her !== plass) return f;
    const denForstes = foresattAdresse(s, { ...f, sammeAdresse: true });
    if (pa) return { ...f, sammeAdresse: true, adresse: f.adresse === denForstes ? '' : f.adresse };
    return { ...f, sammeAdresse: false, adresse: f.adresse.trim() || denForstes === SOM_BARN_1 ? f.adresse : denForstes };
  }),
});

/**
 * A secret address must not be written, and what was written before one said so must not stay: not in those who follow, and not
 * where it stands once more, as a copy that was made when a link was undone, or typed. What the first child has openly stays:
 * a later one that was unlinked holds it to go on from only, and to say that one's secret says nothing of the first.
 */
export function hemmeligAdresse<S extends Svar>(s: S, plass: number): S {
  const [forste, denne] = [s.barn[0], s.barn[plass]].map((b) => paEnLinje(b?.adresse ?? tomAdresse()));
  const skjult = plass === 0 || denne !== forste ? denne : '';
  const folger = (p: { sammeAdresse: boolean }) => plass === 0 && p.sammeAdresse;
  const sammeSted = (adresse: string) => skjult !== '' && adresse.trim() === skjult;
  const barn = medBarn(s, (b, her) => {
    if (her === plass) return { ...uten(b), adressevalg: 'FORTROLIG' };
    return folger(b) || sammeSted(paEnLinje(b.adresse)) ? uten(b) : b;
  });
  return medForesatte(barn, (f) => (folger(f) || sammeSted(f.adresse) ? { ...f, adresse: '' } : f));
}

/** Before the first child is taken away: those who follow it keep its address, and follow the next if that one did. */
export function forForsteFjernes<S extends Svar>(s: S): S {
  const [, neste] = s.barn;
  if (!neste) return s;
  const arver = neste.sammeAdresse;
  const adresser = medAdresser<Barn>(s.barn);
  const barn = medBarn(s, (b, plass) => {
    if (plass === 0 || !b.sammeAdresse) return b;
    return arver && plass > 1 ? b : { ...b, ...bostedAv(adresser[plass] ?? b), sammeAdresse: false };
  });
  if (arver || !('melder' in s)) return barn;
  return medForesatte(barn, (f) => {
    if (!f.sammeAdresse) return f;
    const adresse = foresattAdresse(s, f);
    return { ...f, adresse: adresse === SOM_BARN_1 ? '' : adresse, sammeAdresse: false }; // child 1 is another now
  });
}

/** Whether the row of an answer tells of an address that follows the first child's. */
export function folger(s: Svar, sti: string): boolean {
  const [liste, plass, felt, mer] = sti.split('.');
  if (mer !== undefined) return false;
  if (liste === 'barn') return plass !== '0' && felt === 'adressevalg' && s.barn[Number(plass)]?.sammeAdresse === true;
  return liste === 'foresatte' && felt === 'adresse' && 'melder' in s && s.foresatte[Number(plass)]?.sammeAdresse === true;
}

/** Without what is said of an address that follows: it is said of the first child, where it can be put right. */
export const utenSpeil = <F extends { sti: readonly string[] }>(s: Svar, funn: readonly F[]): F[] =>
  funn.filter(({ sti: [liste, plass, felt] }) => {
    if (liste !== 'barn' || plass === '0' || !bostedsfelt.has(felt)) return true;
    return s.barn[Number(plass)]?.sammeAdresse !== true;
  });
