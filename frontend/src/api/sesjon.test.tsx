// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { lagKlient } from './klient';
import { SesjonRamme, useSesjon } from './sesjon';
import { settForbindelse } from './tilkobling';

const svar = (kropp: unknown) => new Response(JSON.stringify(kropp), { headers: { 'content-type': 'application/json' } });

function Hvem() {
  const { tilstand, meg } = useSesjon();
  return <p>{`${tilstand} ${meg?.navn ?? 'ingen'}`}</p>;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  settForbindelse({ tilstand: 'BRUTT' });
});

// The session of the one who sits here ends since another logs in, in another window of the same browser. There is a session all
// the time, as far as the page can see.
test('another who logs in elsewhere takes the page over when the socket goes, or when it is there again', async () => {
  let navn = 'Kari';
  const bakgrunn: (string | null)[] = [];
  vi.stubGlobal('fetch', (sti: string, init?: RequestInit) => {
    if (sti === '/sesjon') return Promise.resolve(svar({ innlogget: true, inaktivOm: 1000, utloperOm: 2000 }));
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
