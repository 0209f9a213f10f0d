import { describe, expect, test } from 'vitest';
import { lov } from '../../tekst/lov';
import { nb } from '../../tekst/skjema/nb';
import { oppsummer } from '../oppsummering';
import { lesInnhold, skrivInnhold } from '../utkast/innhold';
import { valider } from '../valider/valider';
import { tilPrivat } from './bytt';
import { tilInput } from './input';
import { fjern, leggTilBarn, leggTilForesatt } from './lister';
import { barnFolger, folger, foresattFolger, hemmeligAdresse, SOM_BARN_1, utenSpeil } from './samme';
import { sett } from './sti';
import { tomtOffentlig, type OffentligSvar } from './svar';

const GATE = 'Prøvegata 2';

/** Three children and two guardians; the first child has an address. */
function familie(): OffentligSvar {
  const svar = leggTilForesatt(leggTilBarn(leggTilBarn(tomtOffentlig())));
  return ['adresselinje1', 'postnummer', 'poststed'].reduce(
    (s, felt, nr) => sett(s, `barn.0.adresse.${felt}`, [GATE, '0001', 'Oslo'][nr]),
    svar,
  );
}
const sendt = (s: OffentligSvar) => tilInput('OFFENTLIG', s, 'k', 'NB');
const gate = (s: OffentligSvar, plass: number) => sendt(s).barn[plass]?.adresse?.adresselinje1;

describe('a child that lives where the first does', () => {
  const begge = () => barnFolger(barnFolger(familie(), 1, true), 2, true);

  test('is sent with its address, also when that changes', () => {
    expect(gate(familie(), 1)).toBeUndefined();
    expect(sendt(begge()).barn[1]).toMatchObject({
      adressevalg: 'OPPGITT',
      adresse: { adresselinje1: GATE, postnummer: '0001', poststed: 'Oslo' },
    });
    const flyttet = sett(begge(), 'barn.0.adresse.adresselinje1', 'Nygata 3');
    expect([0, 1, 2].map((plass) => gate(flyttet, plass))).toEqual(['Nygata 3', 'Nygata 3', 'Nygata 3']);
    expect(JSON.stringify(sendt(flyttet))).not.toContain('sammeAdresse');
  });

  test('follows an unknown and a secret address too, and leaves no text of a secret one', () => {
    const ukjent = sett(sett(begge(), 'barn.0.adressevalg', 'UKJENT'), 'barn.0.stedsbeskrivelse', 'Det gule huset');
    expect(sendt(ukjent).barn[2]).toMatchObject({ adressevalg: 'UKJENT', stedsbeskrivelse: 'Det gule huset' });
    const egen = barnFolger(sett(familie(), 'barn.1.adresse.adresselinje1', 'Skjult gate 9'), 1, true);
    const hemmelig = hemmeligAdresse(foresattFolger(sett(egen, 'foresatte.0.adresse', 'Skjult gate 9'), 0, true), 0);
    expect(sendt(hemmelig).barn.map((b) => b.adressevalg)).toEqual(['FORTROLIG', 'FORTROLIG', 'OPPGITT']);
    expect(JSON.stringify(hemmelig)).not.toMatch(/Skjult gate|Prøvegata/);
    expect(sendt(hemmelig).foresatte[0]?.adresse).toBe(SOM_BARN_1);
    // Linked afterwards, it is the same.
    const etterpa = barnFolger(sett(hemmeligAdresse(familie(), 0), 'barn.1.adresse.adresselinje1', 'Skjult gate 9'), 1, true);
    expect(JSON.stringify(etterpa)).not.toMatch(/Skjult gate/);
  });

  test('a copy of an address does not outlive that it was said to be secret', () => {
    const forelder = foresattFolger(foresattFolger(familie(), 0, true), 0, false);
    const kopi = barnFolger(barnFolger(sett(forelder, 'barn.2.adresse.adresselinje1', 'Annengata 4'), 1, true), 1, false);
    expect(JSON.stringify(kopi).match(/Prøvegata/g)).toHaveLength(3);
    const hemmelig = hemmeligAdresse(kopi, 0);
    expect(JSON.stringify(hemmelig)).not.toMatch(/Prøvegata/);
    expect(gate(hemmelig, 2)).toBe('Annengata 4');
    expect(hemmelig.barn[1]?.adressevalg).toBe('OPPGITT'); // she is asked for it
    // Of another child than the first, too; but what she was handed to go on from is still the first's; an empty one is nobody's.
    const senere = sett(sett(familie(), 'barn.1.adresse.adresselinje1', 'Skjult gate 9'), 'foresatte.0.adresse', 'Skjult gate 9');
    expect(JSON.stringify(hemmeligAdresse(senere, 1))).not.toMatch(/Skjult/);
    expect([0, 1].map((barn) => gate(hemmeligAdresse(kopi, 1), barn))).toEqual([GATE, undefined]);
    expect(gate(hemmeligAdresse(sett(familie(), 'barn.2.adresse.adresselinje1', 'Annengata 4'), 1), 0)).toBe(GATE);
  });

  test('has the first one’s address to go on from when it no longer follows', () => {
    const los = barnFolger(begge(), 1, false);
    expect(los.barn[1]).toMatchObject({ sammeAdresse: false, adresse: { adresselinje1: GATE, poststed: 'Oslo' } });
    const egen = sett(los, 'barn.1.adresse.adresselinje1', `${GATE} B`);
    expect([gate(egen, 0), gate(egen, 1)]).toEqual([GATE, `${GATE} B`]);
    // Ticked and unticked without a change between, it has what the first has by then.
    const igjen = sett(barnFolger(los, 1, true), 'barn.0.adresse.adresselinje1', 'Nygata 3');
    expect(gate(barnFolger(igjen, 1, false), 1)).toBe('Nygata 3');
  });

  test('gets back what it had of its own', () => {
    const egen = sett(familie(), 'barn.1.adresse.adresselinje1', 'Annengata 4');
    const fulgt = barnFolger(egen, 1, true);
    expect(gate(fulgt, 1)).toBe(GATE);
    expect(gate(barnFolger(fulgt, 1, false), 1)).toBe('Annengata 4');
  });

  test('keeps the address when the first is taken away, and those after follow on', () => {
    const uten = fjern(begge(), 'barn', 0);
    expect(uten.barn.map((b) => b.sammeAdresse)).toEqual([false, true]);
    expect([gate(uten, 0), gate(uten, 1)]).toEqual([GATE, GATE]);
    expect(gate(sett(uten, 'barn.0.adresse.adresselinje1', 'Nygata 3'), 1)).toBe('Nygata 3');
    // The next has an address of its own: nobody is moved to it.
    const bare2 = sett(barnFolger(foresattFolger(familie(), 0, true), 2, true), 'barn.1.adresse.adresselinje1', 'Annengata 4');
    const etter = fjern(bare2, 'barn', 0);
    expect([gate(etter, 0), gate(etter, 1)]).toEqual(['Annengata 4', GATE]);
    expect(etter.foresatte[0]).toMatchObject({ sammeAdresse: false, adresse: `${GATE}, 0001 Oslo` });
    expect(fjern(begge(), 'barn', 1).barn.map((b) => b.sammeAdresse)).toEqual([false, true]);
    const hemmelig = fjern(hemmeligAdresse(foresattFolger(familie(), 0, true), 0), 'barn', 0);
    expect(hemmelig.foresatte[0]).toMatchObject({ sammeAdresse: false, adresse: '' }); // not another child's
  });

  test('is kept in the draft; an older draft has none', () => {
    const lest = lesInnhold('OFFENTLIG', skrivInnhold({ svar: begge(), side: 'barn' })).svar;
    expect(lest).toEqual(begge());
    const gammel = JSON.parse(skrivInnhold({ svar: familie(), side: 'barn' })) as { svar: { barn: { sammeAdresse?: boolean }[] } };
    for (const b of gammel.svar.barn) delete b.sammeAdresse;
    expect(lesInnhold('OFFENTLIG', JSON.stringify(gammel)).svar).toEqual(familie());
  });

  test('is told of an address that is wrong where it can be put right, and nowhere else', () => {
    const tom = sett(begge(), 'barn.0.adresse.adresselinje1', '');
    const stier = (funn: readonly { sti: readonly string[] }[]) =>
      funn.map((f) => f.sti.join('.')).filter((s) => s.includes('adresse.adresselinje1') && s.startsWith('barn'));
    const { feil } = valider('OFFENTLIG', sendt(tom));
    expect(stier(feil)).toHaveLength(3);
    expect(stier(utenSpeil(tom, feil))).toEqual(['barn.0.adresse.adresselinje1']);
    const egen = barnFolger(tom, 2, false);
    expect(stier(utenSpeil(egen, valider('OFFENTLIG', sendt(egen)).feil))).toContain('barn.2.adresse.adresselinje1');
  });
});

describe('a guardian who lives where the first child does', () => {
  const far = () => foresattFolger(sett(familie(), 'foresatte.1.personnavn', 'Far Prøve'), 1, true);

  test('is sent with the address in words', () => {
    expect(sendt(far()).foresatte[1]?.adresse).toBe(`${GATE}, 0001 Oslo`);
    expect(sendt(sett(far(), 'barn.0.adresse.adresselinje1', 'Nygata 3')).foresatte[1]?.adresse).toBe('Nygata 3, 0001 Oslo');
    expect(sendt(sett(far(), 'barn.0.adressevalg', 'UKJENT')).foresatte[1]?.adresse).toBe(SOM_BARN_1);
    expect(tilPrivat(far()).foresatte).toBe(`Far Prøve, ${GATE}, 0001 Oslo`);
  });

  test('has it to go on from, or what was written before', () => {
    expect(foresattFolger(far(), 1, false).foresatte[1]?.adresse).toBe(`${GATE}, 0001 Oslo`);
    const egen = foresattFolger(sett(familie(), 'foresatte.1.adresse', 'Annengata 4'), 1, true);
    expect(sendt(egen).foresatte[1]?.adresse).toBe(`${GATE}, 0001 Oslo`);
    expect(foresattFolger(egen, 1, false).foresatte[1]?.adresse).toBe('Annengata 4');
  });
});

test('the summary shows the address, and where it comes from', () => {
  const svar = foresattFolger(barnFolger(familie(), 1, true), 0, true);
  const rader = (['barn', 'foresatte'] as const)
    .flatMap((side) => oppsummer(nb(lov), 'OFFENTLIG', side, sendt(svar), undefined))
    .flatMap((g) => g.rader);
  expect(rader.find((r) => r.sti === 'barn.1.adresse')?.verdi).toBe(`${GATE}\n0001 Oslo`);
  expect(rader.filter((r) => folger(svar, r.sti)).map((r) => r.sti)).toEqual(['barn.1.adressevalg', 'foresatte.0.adresse']);
});
