// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { Provider } from 'urql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { meldUtlogging } from '../flukt/utlogging';
import { lagKlient } from './klient';
import { ANNEN_PERSON, hoder, settSidensPerson, sidensPerson } from './person';
import { SesjonRamme, useSesjon } from './sesjon';
import { settForbindelse } from './tilkobling';

const svar = (kropp: unknown) => new Response(JSON.stringify(kropp), { headers: { 'content-type': 'application/json' } });

function Hvem() {
  const { tilstand, meg } = useSesjon();
  return <p>{`${tilstand} ${meg?.navn ?? 'ingen'}`}</p>;
}

afterEach(() => {
  cleanup();
  settSidensPerson(undefined);
  vi.unstubAllGlobals();
  settForbindelse({ tilstand: 'BRUTT' });
});

// The session of the one who sits here ends since another logs in, in another window of the same browser. There is a session all
// the time, as far as the page can see.
test('another who logs in elsewhere takes the page over when the socket goes, or when it is there again', async () => {
  let navn = 'Kari';
  const bakgrunn: (string | null)[] = [];
  vi.stubGlobal('fetch', (sti: string, init?: RequestInit) => {
    if (sti === '/sesjon') return Promise.resolve(svar({ innlogget: true, person: navn, inaktivOm: 1000, utloperOm: 2000 }));
    bakgrunn.push(new Headers(init?.headers).get('X-Portal-Bakgrunn'));
    return Promise.resolve(svar({ data: { meg: { navn, niva: 'HOYT', roller: [], bydeler: [], kollegaId: navn } } }));
  });
  render(
    <Provider value={lagKlient()}>
      <SesjonRamme>
        <Hvem />
      </SesjonRamme>
    </Provider>,
  );
  await screen.findByText('INNE Kari');
  act(() => settForbindelse({ tilstand: 'DIREKTE' }));
  navn = 'Sander';
  act(() => settForbindelse({ tilstand: 'BRUTT' }));
  await screen.findByText('INNE Sander');
  navn = 'Siri'; // while the machine slept: nothing was heard of it
  act(() => settForbindelse({ tilstand: 'DIREKTE' }));
  await screen.findByText('INNE Siri');
  expect(bakgrunn).toEqual([null, '1', '1']);
});

/** A page that remembers what was typed in it, and says why it was emptied. */
function Felt() {
  const [tekst, settTekst] = useState('');
  const { ryddet } = useSesjon();
  return (
    <>
      <button onClick={() => settTekst('halvskrevet')}>skriv</button>
      <p>{`${tekst || 'tomt'} ${ryddet ?? ''} ${sidensPerson() ?? ''}`.trim()}</p>
    </>
  );
}

describe('two who share a browser', () => {
  let hvem: string | undefined;
  let spurt: { sti: string; hoder: Headers }[];
  beforeEach(() => {
    hvem = 'person-1';
    spurt = [];
    vi.stubGlobal('fetch', (sti: string, init?: RequestInit) => {
      spurt.push({ sti, hoder: new Headers(init?.headers) });
      if (sti === '/sesjon') return Promise.resolve(svar(hvem ? { innlogget: true, person: hvem, inaktivOm: 1000, utloperOm: 2000 } : { innlogget: false }));
      return Promise.resolve(svar({ data: { meg: hvem ? { navn: 'Kari Prøve', niva: 'HOYT', roller: [], bydeler: [], kollegaId: null } : null } }));
    });
  });
  async function skrevet() {
    render(
      <Provider value={lagKlient()}>
        <SesjonRamme>
          <Hvem />
          <Felt />
        </SesjonRamme>
      </Provider>,
    );
    await screen.findByText('INNE Kari Prøve');
    await waitFor(() => expect(sidensPerson()).toBe('person-1'));
    act(() => screen.getByText('skriv').click());
    await screen.findByText('halvskrevet person-1');
  }

  test('are two, also when they have the same name: nothing of the first stays, and it is said', async () => {
    await skrevet();
    hvem = 'person-2';
    act(() => void window.dispatchEvent(new Event('focus')));
    await screen.findByText(/^tomt ANNEN/);
    expect(sidensPerson()).toBe('person-2');
    expect(hoder()).toEqual({ 'X-Portal': '1', 'X-Portal-Person': 'person-2' });
  });

  test('control: the same one again loses nothing, nor one whose session ends', async () => {
    await skrevet();
    hvem = undefined;
    act(() => void window.dispatchEvent(new Event('focus')));
    await screen.findByText('UTE ingen');
    expect(sidensPerson()).toBe('person-1'); // what stands there is hers
    hvem = 'person-1';
    act(() => void window.dispatchEvent(new Event('focus')));
    await screen.findByText('INNE Kari Prøve');
    await screen.findByText('halvskrevet person-1');
  });

  test('the server’s word for it is enough', async () => {
    await skrevet();
    hvem = 'person-2';
    act(() => void window.dispatchEvent(new Event(ANNEN_PERSON)));
    await screen.findByText(/^tomt ANNEN/);
  });

  test('one who logs out on purpose in another window leaves nothing in this', async () => {
    await skrevet();
    // Said by another window: a channel does not hear itself.
    const annet = new BroadcastChannel('utlogging');
    annet.postMessage(null);
    await screen.findByText(/^tomt UTLOGGET/);
    await screen.findByText('UTE ingen');
    expect(sidensPerson()).toBeUndefined();
    annet.close();
    meldUtlogging(); // nor does the window that says it
  });

  test('to look at the window again is no activity; to open it is', async () => {
    await skrevet();
    const for_ = spurt.length;
    act(() => void window.dispatchEvent(new Event('focus')));
    await waitFor(() => expect(spurt.slice(for_).map(({ sti }) => sti)).toEqual(['/sesjon', '/graphql']));
    expect(spurt.filter(({ sti }) => sti === '/graphql').map((s) => s.hoder.get('X-Portal-Bakgrunn'))).toEqual([null, '1']);
  });
});
