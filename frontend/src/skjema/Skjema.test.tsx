// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryRouter } from 'react-router';
import { Provider } from 'urql';
import { App } from '../App';
import { lagKlient } from '../api/klient';
import { SesjonRamme } from '../api/sesjon';
import { SprakFraSti } from '../tekst/sprak';
import { UtkastRamme } from './utkast';

/** What the stand-in server answers, by operation; a function sees the variables. «nett» is no answer at all. */
type Svar =
  Record<string, unknown> | 'nett' | ((variabler: { input: { klientnokkel: string } }) => Record<string, unknown> | 'nett');

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

let svar: Record<string, Svar>;
let innlogget: boolean;
let sendt: { klientnokkel: string; melding: string; bydelsnummer?: string }[];

beforeEach(() => {
  innlogget = true;
  sendt = [];
  svar = {
    Meg: () => ({ meg: innlogget ? { navn: 'Synne Prøve', niva: 'BETYDELIG', roller: ['INNBYGGER'], bydeler: [] } : null }),
    Kommuner: {
      kommuner: [
        {
          kommunenummer: '4601',
          navn: 'Bergen',
          aktiv: true,
          bydeler: [{ bydelsnummer: '00', bydelsnavn: 'Bergen', standardMottaker: true, aktiv: true }],
        },
        {
          kommunenummer: '0301',
          navn: 'Oslo',
          aktiv: true,
          bydeler: [
            { bydelsnummer: '01', bydelsnavn: 'Gamle Oslo', standardMottaker: true, aktiv: true },
            { bydelsnummer: '02', bydelsnavn: 'Grünerløkka', standardMottaker: false, aktiv: true },
          ],
        },
        { kommunenummer: '5601', navn: 'Alta', aktiv: false, bydeler: [] },
      ],
    },
    SendPrivatBekymringsmelding: { sendPrivatBekymringsmelding: { bekymringsmelding: melding, alleredeSendt: null, feil: [] } },
    Bekymringsmelding: { bekymringsmelding: melding },
  };
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => Promise.resolve().then(() => svarPa(url, init)));
  // The test page has none, and Designsystemet's spinner asks.
  document.getAnimations = () => [];
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  );
});

function svarPa(url: string, init?: RequestInit): Response {
  if (url.startsWith('/sesjon'))
    return Response.json(innlogget ? { innlogget, inaktivOm: 1800, utloperOm: 7200 } : { innlogget });
  const { operationName, variables } = JSON.parse(String(init?.body));
  if (operationName === 'SendPrivatBekymringsmelding') sendt.push(variables.input);
  const oppgitt = svar[operationName];
  const resultat = typeof oppgitt === 'function' ? oppgitt(variables) : oppgitt;
  if (resultat === 'nett') throw new TypeError('network');
  return Response.json(resultat && 'errors' in resultat ? resultat : { data: resultat });
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function apne(sti = '/privat') {
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

const felt = (navn: string) => screen.findByLabelText(navn, { selector: 'input, textarea, select' });
const sendKnapp = () => screen.findByRole('button', { name: 'Send bekymringsmelding' });

async function fyllUt(bruker: ReturnType<typeof userEvent.setup>) {
  await bruker.type(await felt('Kommune'), 'berg');
  await bruker.keyboard('{ArrowDown}{Enter}');
  await bruker.type(await felt('Navn'), 'Lille Prøve');
  await bruker.type(await felt('Hva er du bekymret for?'), 'Hun er alene.');
}

describe('the form', () => {
  test('asks one who is not logged in to log in, and comes back here', async () => {
    innlogget = false;
    apne();
    const lenke = await within(screen.getByRole('main')).findByRole('link', { name: 'Logg inn' });
    expect(lenke.getAttribute('href')).toBe('/logg-inn?niva=betydelig&til=%2Fprivat');
  });

  test('tells every error at once, moves the focus to them, and from each to its field', async () => {
    const bruker = apne();
    await bruker.click(await sendKnapp());
    const boks = screen.getByText('Før du kan sende, må du rette dette:').closest('ds-error-summary') as HTMLElement;
    await waitFor(() => expect(document.activeElement).toBe(boks));
    expect(
      within(boks)
        .getAllByRole('link')
        .map((l) => l.textContent),
    ).toEqual(['Velg en kommune fra listen', 'Skriv barnets navn, eller det du vet om barnet', 'Skriv hva du er bekymret for']);
    expect(document.title).toBe('Feil: Skjema');
    await bruker.click(within(boks).getByRole('link', { name: 'Skriv hva du er bekymret for' }));
    expect(document.activeElement?.id).toBe('melding');
    expect(sendt).toEqual([]);
  });

  test('takes the error off a field that is being corrected, and leaves the list alone', async () => {
    const bruker = apne();
    await bruker.click(await sendKnapp());
    expect(screen.getAllByText('Skriv hva du er bekymret for')).toHaveLength(2);
    await bruker.type(await felt('Hva er du bekymret for?'), 'x');
    expect(screen.getAllByText('Skriv hva du er bekymret for')).toHaveLength(1);
  });

  test('an inactive kommune is no dead end', async () => {
    const bruker = apne();
    await bruker.type(await felt('Kommune'), 'alta');
    await bruker.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByText('Alta tar ikke imot meldinger her')).toBeTruthy();
    expect(screen.getByText(/Ring kommunens sentralbord/)).toBeTruthy();
  });

  test('asks for the bydel where there are several, and sends none for «I do not know»', async () => {
    const bruker = apne();
    await bruker.type(await felt('Kommune'), 'oslo');
    await bruker.keyboard('{ArrowDown}{Enter}');
    await bruker.type(await felt('Navn'), 'Lille Prøve');
    await bruker.type(await felt('Hva er du bekymret for?'), 'Hun er alene.');
    await bruker.click(await sendKnapp());
    expect(screen.getAllByText('Velg bydel, eller «Jeg vet ikke»').length).toBeGreaterThan(0);
    await bruker.selectOptions(await felt('Bydel'), 'Jeg vet ikke');
    await bruker.click(await sendKnapp());
    await waitFor(() => expect(sendt).toHaveLength(1));
    expect(sendt[0]?.bydelsnummer).toBeUndefined();
  });

  test('typing again undoes the choice of kommune: what is sent is what is seen', async () => {
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.type(await felt('Kommune'), 'x');
    await bruker.click(await sendKnapp());
    expect(screen.getAllByText('Velg en kommune fra listen').length).toBeGreaterThan(0);
    expect(sendt).toEqual([]);
  });

  test('two presses before the page is drawn again make one request, and then there is a receipt', async () => {
    const bruker = apne();
    await fyllUt(bruker);
    const skjema = (await sendKnapp()).closest('form') as HTMLFormElement;
    act(() => {
      skjema.requestSubmit();
      skjema.requestSubmit();
    });
    expect(await screen.findByRole('heading', { name: 'Meldingen din er lagret' })).toBeTruthy();
    expect(sendt).toHaveLength(1);
    expect(screen.getByText('ref-1')).toBeTruthy();
  });

  test('no answer: says there is no receipt, keeps every word, and tries again under the same key', async () => {
    svar.SendPrivatBekymringsmelding = 'nett';
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(await sendKnapp());
    const boks = (await screen.findByText('Du har ikke fått kvittering')).closest('.ds-alert');
    expect(document.activeElement).toBe(boks);
    expect(((await felt('Hva er du bekymret for?')) as HTMLTextAreaElement).value).toBe('Hun er alene.');
    await bruker.click(await sendKnapp());
    await waitFor(() => expect(sendt).toHaveLength(2));
    expect(sendt[1]).toEqual(sendt[0]);
  });

  test('a refusal to store is told as one', async () => {
    svar.SendPrivatBekymringsmelding = { errors: [{ message: '', extensions: { kode: 'UTILGJENGELIG', feilId: 'F-1' } }] };
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(await sendKnapp());
    expect(await screen.findByText('Meldingen er ikke sendt')).toBeTruthy();
    expect(screen.getByText('Feilnummer: F-1')).toBeTruthy();
  });

  test('an empty payload is never a receipt', async () => {
    svar.SendPrivatBekymringsmelding = {
      sendPrivatBekymringsmelding: { bekymringsmelding: null, alleredeSendt: null, feil: [] },
    };
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(await sendKnapp());
    expect(await screen.findByText('Du har ikke fått kvittering')).toBeTruthy();
  });

  test('already sent with other words: says when, and sends the new words under a new key', async () => {
    svar.SendPrivatBekymringsmelding = {
      sendPrivatBekymringsmelding: { bekymringsmelding: null, alleredeSendt: melding, feil: [] },
    };
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(await sendKnapp());
    expect(await screen.findByText(/Denne meldingen ble sendt 21. november 2026 kl. 11:00/)).toBeTruthy();
    await bruker.click(screen.getByRole('button', { name: 'Send teksten som en ny melding' }));
    await bruker.click(await sendKnapp());
    await waitFor(() => expect(sendt).toHaveLength(2));
    expect(sendt[1]?.klientnokkel).not.toBe(sendt[0]?.klientnokkel);
    expect(sendt[1]?.melding).toBe(sendt[0]?.melding);
  });

  test("the server's errors stand at their fields, in words", async () => {
    const feil = [
      { sti: ['melding'], kode: 'FOR_LANG', grense: 100_000, melding: '' },
      { sti: ['barn', '0', 'personnavn'], kode: 'MANGLER', grense: null, melding: '' },
    ];
    svar.SendPrivatBekymringsmelding = { sendPrivatBekymringsmelding: { bekymringsmelding: null, alleredeSendt: null, feil } };
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(await sendKnapp());
    await waitFor(() => expect(document.getElementById('barn-0')?.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getAllByText(/Den kan ha høyst 100\s000 tegn/)).toHaveLength(2);
  });

  test('several children: the focus follows, and none is lost', async () => {
    const bruker = apne();
    await bruker.type(await felt('Navn'), 'En');
    await bruker.click(screen.getByRole('button', { name: 'Legg til et barn' }));
    expect(document.activeElement?.id).toBe('barn-1');
    await bruker.keyboard('To');
    await bruker.click(screen.getByRole('button', { name: 'Fjern barn 1' }));
    expect((document.getElementById('barn-0') as HTMLInputElement).value).toBe('To');
  });

  test('a change of language keeps what is typed', async () => {
    const bruker = apne();
    await fyllUt(bruker);
    await bruker.click(screen.getByRole('button', { name: 'English' }));
    expect(((await felt('What are you worried about?')) as HTMLTextAreaElement).value).toBe('Hun er alene.');
    expect(document.documentElement.lang).toBe('en');
  });

  test('a session that ends takes nothing that is typed', async () => {
    const bruker = apne();
    await fyllUt(bruker);
    innlogget = false;
    window.dispatchEvent(new Event('focus'));
    expect(await screen.findByText('Du er logget ut')).toBeTruthy();
    expect(((await felt('Hva er du bekymret for?')) as HTMLTextAreaElement).value).toBe('Hun er alene.');
  });
});
