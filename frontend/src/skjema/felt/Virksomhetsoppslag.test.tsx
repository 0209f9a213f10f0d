// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import bruker from '@testing-library/user-event';
import { useState } from 'react';
import { Provider, type Client } from 'urql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lov } from '../../tekst/lov';
import { nb } from '../../tekst/skjema/nb';
import { tomAdresse, tomtOffentlig, type OffentligSvar } from '../svar/svar';
import { fyll, Virksomhetsoppslag } from './Virksomhetsoppslag';

const t = nb(lov);
const SKOLE = '311090011';
const skole = { navn: 'SOLSLETTA SKOLE', adresselinjer: ['Prøveveien 12', 'Inngang B'], postnummer: '5003', poststed: 'BERGEN' };
const skolens = { ...tomAdresse(), adresselinje1: 'Prøveveien 12', adresselinje2: 'Inngang B', postnummer: '5003', poststed: 'BERGEN' };
const hennes = { ...tomAdresse(), adresselinje1: 'Et annet sted 1' };

describe('what a look-up fills in', () => {
  const tomt = { navn: '', orgnr: SKOLE, adresse: tomAdresse() };
  test('all that is empty', () => {
    expect(fyll(tomt, skole, undefined)).toEqual({ ny: { navn: skole.navn, orgnr: SKOLE, adresse: skolens }, alt: true });
  });
  test('never what she has written, and an address is hers or the register’s, not half of each', () => {
    expect(fyll({ ...tomt, navn: 'Min skole' }, skole, undefined)).toEqual({ ny: { navn: 'Min skole', orgnr: SKOLE, adresse: skolens }, alt: false });
    expect(fyll({ ...tomt, adresse: hennes }, skole, undefined)).toEqual({ ny: { navn: skole.navn, orgnr: SKOLE, adresse: hennes }, alt: false });
    expect(fyll({ ...tomt, adresse: { ...tomAdresse(), postnummer: '5004' } }, skole, undefined).ny.adresse.adresselinje1).toBe('');
  });
  test('what it has filled in itself before, and she has not touched', () => {
    const for_ = { navn: 'GAMMEL SKOLE', adresse: hennes };
    expect(fyll({ ...tomt, ...for_ }, skole, for_).ny).toEqual({ navn: skole.navn, orgnr: SKOLE, adresse: skolens });
    expect(fyll({ ...tomt, ...for_, navn: 'Gammel skole' }, skole, for_).ny.navn).toBe('Gammel skole');
    expect(fyll({ ...tomt, ...for_, adresse: { ...hennes, poststed: 'OSLO' } }, skole, for_).ny.adresse.poststed).toBe('OSLO');
  });
  test('no address, where the register has none', () => {
    expect(fyll({ ...tomt, adresse: hennes }, { ...skole, adresselinjer: [], postnummer: '', poststed: '' }, undefined)).toEqual({ ny: { navn: skole.navn, orgnr: SKOLE, adresse: hennes }, alt: true });
  });
});

let na: OffentligSvar;
let settNa: (svar: OffentligSvar) => void;
vi.mock('../SkjemaSammenheng', () => ({
  useSkjema: () => ({ t, svar: na, endre: (endring: (svar: OffentligSvar) => OffentligSvar) => settNa(endring(na)), rettet: () => undefined }),
}));

function Side() {
  const [svar, sett] = useState(na);
  na = svar;
  settNa = (ny) => {
    na = ny;
    sett(ny);
  };
  return <Virksomhetsoppslag />;
}

let spurt: unknown[];
let svarer: (orgnr: string | undefined) => Promise<object>;

async function vis(orgnr: string) {
  na = tomtOffentlig();
  na = { ...na, melder: { ...na.melder, virksomhet: { ...na.melder.virksomhet, orgnr } } };
  const klient = {
    executeQuery: ({ variables }: { variables: { orgnr?: string } }) => ({
      toPromise: () => {
        if (variables.orgnr) spurt.push(variables.orgnr);
        return svarer(variables.orgnr);
      },
    }),
  } as unknown as Client;
  await act(async () => {
    render(
      <Provider value={klient}>
        <Side />
      </Provider>,
    );
    await Promise.resolve();
  });
}

const knapp = () => screen.queryByRole('button', { name: t.melder.oppslag.knapp });
const sagt = () => screen.getByRole('status').textContent;
const svar = (utfall: string, virksomhet: object | null = null) => Promise.resolve({ data: { virksomhet: { utfall, virksomhet } } });

beforeEach(() => {
  spurt = [];
  svarer = (orgnr) => (orgnr ? svar('FUNNET', skole) : svar('KLART'));
});
afterEach(cleanup);

describe('the button', () => {
  test.each(['', '31109001', '311090012'])('is not there for %j', async (orgnr) => {
    await vis(orgnr);
    expect(knapp()).toBeNull();
  });

  test('is not there where no register is asked', async () => {
    svarer = () => svar('AV');
    await vis(SKOLE);
    expect(knapp()).toBeNull();
  });

  test('asks when it is pressed and not before, fills in, and says so; by keyboard too', async () => {
    await vis('311 090 011');
    expect(spurt).toEqual([]);
    await bruker.tab();
    expect(document.activeElement).toBe(knapp());
    await bruker.keyboard('{Enter}');
    expect(spurt).toEqual([SKOLE]);
    expect(na.melder.virksomhet).toEqual({ navn: skole.navn, orgnr: '311 090 011', adresse: skolens });
    expect(sagt()).toBe(t.melder.oppslag.fylt(skole.navn));
    expect(document.activeElement).toBe(knapp());
  });

  test('says what the register has where she has written herself', async () => {
    await vis(SKOLE);
    act(() => settNa({ ...na, melder: { ...na.melder, virksomhet: { ...na.melder.virksomhet, navn: 'Min skole' } } }));
    await bruker.click(knapp()!);
    expect(na.melder.virksomhet.navn).toBe('Min skole');
    expect(sagt()).toBe(t.melder.oppslag.beholdt('SOLSLETTA SKOLE, Prøveveien 12, Inngang B, 5003 BERGEN'));
  });

  test.each([
    ['IKKE_FUNNET', t.melder.oppslag.ikkeFunnet],
    ['FOR_MANGE', t.melder.oppslag.forMange],
    ['UTILGJENGELIG', t.melder.oppslag.feilet],
  ])('%s is said calmly, and changes nothing', async (utfall, tekst) => {
    await vis(SKOLE);
    const for_ = na;
    svarer = () => svar(utfall);
    await bruker.click(knapp()!);
    expect(sagt()).toBe(tekst);
    expect(na).toBe(for_);
  });

  test('no answer at all is said likewise', async () => {
    await vis(SKOLE);
    svarer = () => Promise.resolve({ error: new Error('network') });
    await bruker.click(knapp()!);
    expect(sagt()).toBe(t.melder.oppslag.feilet);
  });

  test('an answer about a number that is no longer there fills in nothing', async () => {
    await vis(SKOLE);
    let kom: (svaret: object) => void = () => undefined;
    svarer = () => new Promise((ferdig) => (kom = ferdig));
    await bruker.click(knapp()!);
    expect(sagt()).toBe(t.melder.oppslag.henter);
    await bruker.click(knapp()!);
    expect(spurt).toEqual([SKOLE]);
    act(() => settNa({ ...na, melder: { ...na.melder, virksomhet: { ...na.melder.virksomhet, orgnr: '311090038' } } }));
    await act(async () => {
      kom({ data: { virksomhet: { utfall: 'FUNNET', virksomhet: skole } } });
      await Promise.resolve();
    });
    expect(na.melder.virksomhet.navn).toBe('');
    expect(sagt()).toBe('');
  });
});
