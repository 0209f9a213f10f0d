// @vitest-environment happy-dom
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryRouter } from 'react-router';
import { Provider } from 'urql';
import { App } from '../App';
import { lagKlient } from '../api/klient';
import { SesjonRamme } from '../api/sesjon';
import { SprakFraSti } from '../tekst/sprak';
import { skrivInnhold } from './utkast/innhold';
import { lov } from '../tekst/lov';
import { nb } from '../tekst/skjema/nb';
import { FARE, KONTROLL, rot, sporsmalssider } from './skjemasider';
import { tomtOffentlig, tomtPrivat } from './svar/svar';
import { UtkastRamme } from './utkast/UtkastRamme';

// What must come is waited for, also on a machine that does much else; what never comes fails.
configure({ asyncUtilTimeout: 15_000 });

/** What the stand-in server answers, by operation; a function sees the variables. «nett» is no answer at all. */
type Innhold = Record<string, unknown> | 'nett';
type Svar = Innhold | ((variabler: { input: { klientnokkel: string } }) => Innhold);

const melding = {
  id: 'id-1',
  referanse: 'ref-1',
  type: 'PRIVAT',
  mottaker: { bydelsnummer: '00', kommunenavn: 'Bergen', bydelsnavn: 'Bergen' },
  sendt: '2026-11-21T10:00:00Z',
  tilstand: 'AKSEPTERT',
  bevis: 'INGEN',
  hendelser: [],
  kopi: null,
};
const ingenUtfall = { bekymringsmelding: null, alleredeSendt: null, feil: [] };
const bergen = { kommunenummer: '4601', navn: 'Bergen', aktiv: true, postadresse: null };
const oslo = { kommunenummer: '0301', navn: 'Oslo', aktiv: true, postadresse: null };
const bydel = { standardMottaker: false, aktiv: true };

let svar: Record<string, Svar>;
let innlogget: boolean;
let navn: string;
let sendt: { klientnokkel: string; melding: string; bydelsnummer?: string }[];

/** A draft that is ready to be sent. */
const ferdig = () => ({
  ...tomtPrivat(),
  kommunenummer: '4601',
  kommunesok: 'Bergen',
  melding: 'Hun er alene.',
  barn: tomtPrivat().barn.map((b) => ({ ...b, personnavn: 'Lille Prøve', adressevalg: 'UKJENT' as const })),
});
const utkast = (innhold: ReturnType<typeof ferdig> | null = ferdig()) => ({
  utkast: innhold && {
    klientnokkel: 'nokkel-1',
    skjema: 'PRIVAT',
    skjemaversjon: 1,
    innhold: skrivInnhold<'PRIVAT'>({ svar: innhold, side: 'kontroll' }),
    lagret: '2026-11-21T13:03:00Z',
    utloper: '2026-11-22T13:03:00Z',
  },
});

beforeEach(() => {
  innlogget = true;
  navn = 'Synne Prøve';
  sendt = [];
  svar = {
    Meg: () => ({ meg: innlogget ? { navn, niva: 'BETYDELIG', roller: ['INNBYGGER'], bydeler: [] } : null }),
    Kommuner: {
      kommuner: [
        { ...bergen, bydeler: [{ ...bydel, bydelsnummer: '00', bydelsnavn: 'Bergen', standardMottaker: true }] },
        {
          ...oslo,
          bydeler: [
            { ...bydel, bydelsnummer: '01', bydelsnavn: 'Gamle Oslo', standardMottaker: true },
            { ...bydel, bydelsnummer: '02', bydelsnavn: 'Grünerløkka' },
          ],
        },
        { kommunenummer: '5601', navn: 'Alta', aktiv: false, postadresse: null, bydeler: [] },
      ],
    },
    Utkast: utkast(),
    LagreUtkast: ({ input }) => ({
      lagreUtkast: {
        utkast: { klientnokkel: input.klientnokkel, lagret: '2026-11-21T13:04:00Z', utloper: '2026-11-22T13:04:00Z' },
        nyere: null,
        alleredeSendt: null,
        feil: [],
      },
    }),
    SlettUtkast: { slettUtkast: { slettet: true } },
    KontrollerPrivatBekymringsmelding: { kontroll: { mottaker: melding.mottaker, feil: [], varsler: [] } },
    SendPrivatBekymringsmelding: { sendt: { ...ingenUtfall, bekymringsmelding: melding } },
    Bekymringsmelding: { bekymringsmelding: melding },
  };
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => Promise.resolve().then(() => svarPa(url, init)));
  // The test page has none, and Designsystemet's spinner asks.
  document.getAnimations = () => [];
  window.scrollTo = () => undefined;
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  );
});

function svarPa(url: string, init?: RequestInit): Response {
  if (url.startsWith('/sesjon')) return Response.json(innlogget ? { innlogget, person: `person ${navn}`, inaktivOm: 1800, utloperOm: 7200 } : { innlogget });
  const { operationName, variables } = JSON.parse(String(init?.body));
  if (operationName === 'SendPrivatBekymringsmelding') sendt.push(variables.input);
  const oppgitt = svar[operationName];
  const resultat = typeof oppgitt === 'function' ? oppgitt(variables) : oppgitt;
  if (resultat === 'nett') throw new TypeError('network');
  return Response.json(resultat && 'errors' in resultat ? resultat : { data: resultat });
}

afterEach(async () => {
  cleanup();
  // A page that goes saves what is not saved: that is answered here too.
  await new Promise((ferdig) => setTimeout(ferdig));
  vi.unstubAllGlobals();
});

function apne(sti: string) {
  render(
    <Provider value={lagKlient()}>
      <MemoryRouter initialEntries={[sti]}>
        <SprakFraSti>
          <SesjonRamme>
            <UtkastRamme>
              <App />
            </UtkastRamme>
          </SesjonRamme>
        </SprakFraSti>
      </MemoryRouter>
    </Provider>,
  );
  return userEvent.setup();
}

const side = (tittel: string) => screen.findByRole('heading', { level: 1, name: tittel });
const knapp = (tekst: string) => screen.findByRole('button', { name: tekst });
const kontroll = () => side('Se over svarene');
const send = () => knapp('Send bekymringsmelding');
const felt = (id: string) => document.getElementById(id) as HTMLInputElement;
const oppsummering = async (tekst: string) => (await screen.findByText(tekst)).closest('ds-error-summary') as HTMLElement;
const lenker = (boks: HTMLElement) =>
  within(boks)
    .getAllByRole('link')
    .map((l) => l.textContent);

describe('a page of the form', () => {
  beforeEach(() => {
    svar.Utkast = utkast(null);
  });

  test('asks one who is not logged in to log in, and comes back here', async () => {
    innlogget = false;
    apne('/privat/barn');
    const lenke = await within(screen.getByRole('main')).findByRole('link', { name: 'Logg inn' });
    expect(lenke.getAttribute('href')).toBe('/logg-inn?niva=betydelig&til=%2Fprivat%2Fbarn');
  });

  test('tells every error at once, moves the focus to them, and from each to its field', async () => {
    const bruker = apne('/privat/barn');
    await side('Barnet');
    await bruker.click(await knapp('Neste'));
    const boks = await oppsummering('Før du går videre, må du rette dette:');
    await waitFor(() => expect(document.activeElement).toBe(boks));
    expect(lenker(boks)).toEqual([
      'Barn 1: Skriv barnets navn, eller kryss av for at du ikke vet det',
      'Barn 1: Skriv gate og nummer, eller det du vet om adressen',
    ]);
    expect(document.title).toBe('Feil: Skjema, side 3 av 5');
    await bruker.click(within(boks).getByRole('link', { name: /gate og nummer/ }));
    expect(document.activeElement?.id).toBe('barn-0-adresse-adresselinje1');
  });

  test('takes the error off a field that is being corrected, and leaves the list alone', async () => {
    const bruker = apne('/privat/bekymring');
    await side('Bekymringen din');
    await bruker.click(await knapp('Neste'));
    expect(screen.getAllByText('Skriv hva du er bekymret for')).toHaveLength(2);
    await bruker.type(felt('melding'), 'x');
    expect(screen.getAllByText('Skriv hva du er bekymret for')).toHaveLength(1);
  });

  test('an inactive kommune is no dead end', async () => {
    const bruker = apne('/privat/mottaker');
    await side('Hvor bor barnet?');
    await bruker.type(felt('kommunenummer'), 'alta');
    await bruker.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByText('Alta tar ikke imot meldinger her')).toBeTruthy();
    expect(screen.getByText(/Ring sentralbordet i Alta kommune/)).toBeTruthy();
    expect(screen.getByText('Alta kommune', { selector: 'address *' })).toBeTruthy();
    for (const nummer of ['116111', '112']) expect(document.querySelector(`.ikke-aktiv a[href="tel:${nummer}"]`)).toBeTruthy();
    expect(document.querySelector('.ikke-aktiv a[href="https://www.barnevernvakten.no/"]')).toBeTruthy();
  });

  test('asks for the bydel where there are several; typing again undoes the choice', async () => {
    const bruker = apne('/privat/mottaker');
    await side('Hvor bor barnet?');
    await bruker.type(felt('kommunenummer'), 'oslo');
    await bruker.keyboard('{ArrowDown}{Enter}');
    await bruker.click(await knapp('Neste'));
    expect(screen.getAllByText('Velg bydel, eller «Jeg vet ikke»').length).toBeGreaterThan(0);
    await bruker.selectOptions(felt('bydelsnummer'), 'Jeg vet ikke');
    expect(screen.getByText('Meldingen går til barnevernstjenesten i Gamle Oslo, Oslo.')).toBeTruthy();
    await bruker.type(felt('kommunenummer'), 'x');
    await bruker.click(await knapp('Neste'));
    expect(screen.getAllByText('Velg en kommune fra listen').length).toBeGreaterThan(0);
  });

  test('several children: the focus follows, and none is lost', async () => {
    const bruker = apne('/privat/barn');
    await side('Barnet');
    await bruker.type(felt('barn-0-personnavn'), 'En');
    await bruker.click(await knapp('Legg til et barn'));
    expect(document.activeElement?.textContent).toBe('Barn 2');
    await bruker.type(felt('barn-1-personnavn'), 'To');
    await bruker.click(await knapp('Fjern barn 1'));
    expect(felt('barn-0-personnavn').value).toBe('To');
  });

  test('a session that ends takes nothing that is typed; somebody else finds nothing of it', async () => {
    svar.LagreUtkast = { errors: [{ message: '', extensions: { kode: 'IKKE_INNLOGGET' } }] };
    const bruker = apne('/privat/bekymring');
    await side('Bekymringen din');
    await bruker.type(felt('melding'), 'Hun er alene.');
    innlogget = false;
    window.dispatchEvent(new Event('focus'));
    expect(await screen.findByText('Du er logget ut')).toBeTruthy();
    expect(felt('melding').value).toBe('Hun er alene.');
    innlogget = true;
    navn = 'Ola Prøve';
    window.dispatchEvent(new Event('focus'));
    await waitFor(() => expect(felt('melding')?.value).toBe(''));
  });
});

describe('a session that is lost', () => {
  const sider = (['PRIVAT', 'OFFENTLIG'] as const).flatMap((skjema) =>
    [...sporsmalssider(skjema), FARE, KONTROLL].map((s) => [skjema, s] as const),
  );
  test.each(sider)('%s, %s: the page stays, and login leads back to it', async (skjema, denne) => {
    const offentlig = { ...tomtOffentlig(), kommunenummer: '4601', kommunesok: 'Bergen', melding: 'Hun er alene.' };
    if (skjema === 'OFFENTLIG') {
      const innhold = skrivInnhold<'OFFENTLIG'>({ svar: offentlig, side: '' });
      svar.Utkast = { utkast: { ...utkast().utkast, skjema, innhold } };
      svar.KontrollerOffentligBekymringsmelding = svar.KontrollerPrivatBekymringsmelding as Svar;
    }
    apne(`${rot[skjema]}/${denne}`);
    const tittel = nb(lov).sider[skjema][denne as 'barn'].tittel;
    await side(tittel);
    innlogget = false;
    window.dispatchEvent(new Event('focus'));
    await waitFor(() => expect(screen.getAllByRole('link', { name: /^Logg inn/ }).length).toBeGreaterThan(0));
    expect(screen.getByRole('heading', { level: 1, name: tittel })).toBeTruthy();
    const inn = screen.getAllByRole('link', { name: /^Logg inn/ }).map((l) => l.getAttribute('href'));
    expect(inn).toContain(`/logg-inn?niva=betydelig&til=${encodeURIComponent(`${rot[skjema]}/${denne}`)}`);
  });
});

describe('where the answers are checked', () => {
  test('they stand with the receiver, and a change leads back here', async () => {
    const bruker = apne('/privat/kontroll');
    await kontroll();
    expect(screen.getByText('Lille Prøve')).toBeTruthy();
    expect(screen.getByText(/Meldingen blir forseglet til barnevernstjenesten i Bergen/)).toBeTruthy();
    expect(screen.getByText('Lagret 14:03')).toBeTruthy();
    await bruker.click(screen.getByRole('link', { name: 'Endre Barnet' }));
    await side('Barnet');
    await bruker.type(felt('barn-0-personnavn'), ' Større');
    await bruker.click(await knapp('Lagre og gå til «Se over svarene»'));
    await kontroll();
    expect(screen.getByText('Lille Prøve Større')).toBeTruthy();
  });

  test('what is missing leads to its page and its field', async () => {
    svar.Utkast = utkast({ ...ferdig(), melding: ' ' });
    const bruker = apne('/privat/kontroll');
    await kontroll();
    const boks = await oppsummering('Før du kan sende, må du rette dette:');
    await bruker.click(within(boks).getByRole('link', { name: 'Skriv hva du er bekymret for' }));
    await side('Bekymringen din');
    await waitFor(() => expect(document.activeElement?.id).toBe('melding'));
    expect(felt('melding').getAttribute('aria-invalid')).toBe('true');
    expect(sendt).toEqual([]);
  });

  test('what looks wrong is told, and stops nothing', async () => {
    const varsler = [{ sti: ['adresse', 'postnummer'], kode: 'POSTNUMMER_FORMAT', melding: '' }];
    svar.KontrollerPrivatBekymringsmelding = { kontroll: { mottaker: melding.mottaker, feil: [], varsler } };
    const bruker = apne('/privat/kontroll');
    expect(await screen.findByText(/Norske postnumre har fire sifre/)).toBeTruthy();
    await bruker.click(await send());
    expect(await side('Meldingen din er lagret')).toBeTruthy();
  });

  test('two presses before the page is drawn again make one request, and then there is a receipt', async () => {
    apne('/privat/kontroll');
    await kontroll();
    const skjema = (await send()).closest('form') as HTMLFormElement;
    act(() => {
      skjema.requestSubmit();
      skjema.requestSubmit();
    });
    expect(await side('Meldingen din er lagret')).toBeTruthy();
    expect(sendt).toHaveLength(1);
    expect(sendt[0]).toMatchObject({ klientnokkel: 'nokkel-1', melding: 'Hun er alene.' });
    expect(screen.getByText('ref-1')).toBeTruthy();
  });

  test('no answer: says there is no receipt, keeps every word, and tries again under the same key', async () => {
    svar.SendPrivatBekymringsmelding = 'nett';
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    const boks = (await screen.findByText('Du har ikke fått kvittering')).closest('.ds-alert');
    expect(document.activeElement).toBe(boks);
    expect(screen.getByText('Hun er alene.')).toBeTruthy();
    await bruker.click(await send());
    await waitFor(() => expect(sendt).toHaveLength(2));
    expect(sendt[1]).toEqual(sendt[0]);
  });

  test('a refusal to store is told as one', async () => {
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'UTILGJENGELIG', feilId: 'F-1' } }] };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Meldingen er ikke sendt')).toBeTruthy();
    expect(screen.getByText('Feilnummer: F-1')).toBeTruthy();
    expect(screen.getByText(/Ingenting er sendt\./)).toBeTruthy();
    expect(screen.getByText(/^Haster det/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Prøv igjen' })).toBeTruthy();
  });

  test('a commit that may or may not have gone is told as that: press again, it cannot become two', async () => {
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'UVISST', feilId: 'F-2' } }] };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Du har ikke fått kvittering')).toBeTruthy();
    expect(screen.getByText(/vi vet ikke om det gikk.*en gang til.*ikke bli to/)).toBeTruthy();
    expect(screen.queryByText(/[Ii]ngenting er sendt/)).toBeNull();
    // A refusal now says nothing of what became of the first.
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'UTILGJENGELIG' } }] };
    await bruker.click(await send());
    expect(await screen.findByText(/Vi vet fortsatt ikke om et tidligere forsøk ble lagret/)).toBeTruthy();
    expect(screen.queryByText('Meldingen er ikke sendt')).toBeNull();
    await bruker.click(screen.getByRole('link', { name: 'Endre Barnet' }));
    await bruker.click(await knapp('Lagre og gå til «Se over svarene»'));
    await kontroll();
    expect(screen.queryByText(/[Ii]ngenting er sendt/)).toBeNull();
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'UVISST' } }] };
    await bruker.click(await send());
    await bruker.click(await knapp('English'));
    expect(await screen.findByText(/we do not know whether it was.*once more.*cannot become two/)).toBeTruthy();
  });

  test('a receiver that nothing can be sealed to is told as one, and how to report instead', async () => {
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'INGEN_NOKKEL', feilId: 'F-3' } }] };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Meldingen er ikke sendt')).toBeTruthy();
    expect(screen.getByText(/da sender vi den ikke.*varslet.*sentralbord/)).toBeTruthy();
  });

  test('a kommune that has closed since the list was fetched says how to report instead, here and on its page', async () => {
    const stengt = { ...bergen, aktiv: false, postadresse: ['Bergen kommune, postmottak', '5020 Bergen'], bydeler: [] };
    const feil = [{ sti: ['kommunenummer'], kode: 'IKKE_AKTIV', grense: null, melding: '' }];
    svar.SendPrivatBekymringsmelding = () => {
      svar.Kommuner = { kommuner: [stengt] };
      return { sendt: { ...ingenUtfall, feil } };
    };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Bergen tar ikke imot meldinger her')).toBeTruthy();
    expect(screen.getByText('Bergen kommune, postmottak')).toBeTruthy();
    expect(screen.getByText('Hun er alene.')).toBeTruthy();
    await bruker.click(screen.getByRole('link', { name: /Mottakeren tar ikke imot/ }));
    await side('Hvor bor barnet?');
    expect(screen.getByText('Bergen tar ikke imot meldinger her')).toBeTruthy();
  });

  test('an empty payload is never a receipt', async () => {
    svar.SendPrivatBekymringsmelding = { sendt: ingenUtfall };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Du har ikke fått kvittering')).toBeTruthy();
  });

  test('already sent with other words: says when, and sends the new words under a new key', async () => {
    svar.SendPrivatBekymringsmelding = { sendt: { ...ingenUtfall, alleredeSendt: melding } };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText(/Denne meldingen ble sendt 21. november 2026 kl. 11:00/)).toBeTruthy();
    await bruker.click(await knapp('Gjør teksten til en ny melding'));
    await bruker.click(await send());
    await waitFor(() => expect(sendt).toHaveLength(2));
    expect(sendt[1]?.klientnokkel).not.toBe(sendt[0]?.klientnokkel);
    expect(sendt[1]?.melding).toBe(sendt[0]?.melding);
  });

  test('the server’s errors lead to their fields, in words, also of a kommune that has closed since', async () => {
    const feil = [
      { sti: ['kommunenummer'], kode: 'IKKE_AKTIV', grense: null, melding: '' },
      { sti: ['barn', '0', 'personnavn'], kode: 'FOR_LANG', grense: 200, melding: '' },
    ];
    svar.SendPrivatBekymringsmelding = { sendt: { ...ingenUtfall, feil } };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    await screen.findByText('Før du kan sende, må du rette dette:');
    expect(lenker(await oppsummering('Før du kan sende, må du rette dette:'))).toEqual([
      'Mottakeren tar ikke imot meldinger her. Velg en annen, eller ring',
      'Barn 1: «Barnets navn» er for lang. Det er plass til 200 tegn',
    ]);
    await bruker.click(screen.getByRole('link', { name: /Barnets navn/ }));
    await side('Barnet');
    expect(felt('barn-0-personnavn').getAttribute('aria-invalid')).toBe('true');
  });

  test('a draft that another window has saved since stops the sending, and says so', async () => {
    const nyere = { ...utkast({ ...ferdig(), melding: 'Fra et annet vindu.' }).utkast, lagret: '2026-11-21T14:00:00Z' };
    svar.LagreUtkast = { lagreUtkast: { utkast: null, nyere, alleredeSendt: null, feil: [] } };
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await send());
    expect(await screen.findByText('Kladden er lagret fra et annet vindu')).toBeTruthy();
    expect(sendt).toEqual([]);
  });

  test('a window one comes back to says that another has saved since', async () => {
    apne('/privat/kontroll');
    await kontroll();
    const nyere = utkast({ ...ferdig(), melding: 'Fra et annet vindu.' }).utkast;
    svar.Utkast = { utkast: { ...nyere, lagret: '2026-11-21T14:00:00Z' } };
    window.dispatchEvent(new Event('focus'));
    expect(await screen.findByText('Kladden er lagret fra et annet vindu')).toBeTruthy();
    expect(screen.getByText('Hun er alene.')).toBeTruthy();
  });

  test('a change of language keeps everything', async () => {
    const bruker = apne('/privat/kontroll');
    await kontroll();
    await bruker.click(await knapp('English'));
    await side('Check your answers');
    expect(screen.getByText('Hun er alene.')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});
