// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { Provider, type Client } from 'urql';
import { fromValue } from 'wonka';
import { afterEach, expect, test } from 'vitest';
import { SprakFraSti } from '../tekst/sprak';
import { Driftsmeldinger } from './Driftsmeldinger';
import { hentDriftForst, useDrift } from './useDrift';

afterEach(() => {
  cleanup();
  document.head.innerHTML = '';
});

const melding = (id: string, nb: string) => ({ id, alvorlighet: 'KRITISK', tekster: { nb, nn: null, en: null, se: null } });

const klient = (svar: object) => ({ executeQuery: () => Object.assign(fromValue(svar), { toPromise: () => Promise.resolve(svar) }) }) as unknown as Client;

function Topp() {
  return <Driftsmeldinger meldinger={useDrift().topp} />;
}

async function vis(svar: object, side?: string) {
  if (side !== undefined) {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.name = 'drift';
    meta.content = side;
  }
  const k = klient(svar);
  await hentDriftForst(k);
  await act(async () => {
    render(
      <MemoryRouter>
        <Provider value={k}>
          <SprakFraSti>
            <Topp />
          </SprakFraSti>
        </Provider>
      </MemoryRouter>,
    );
    await Promise.resolve();
  });
}

const fra = JSON.stringify([melding('1', 'Vi er nede')]);

test('where nobody answers, what the page came with stands', async () => {
  await vis({ error: new Error('503') }, fra);
  expect(screen.getByText('Vi er nede')).toBeDefined();
});

test('what is answered is newer than what the page came with', async () => {
  await vis({ data: { driftsmelding: [melding('2', 'Vi er oppe')] } }, fra);
  expect(screen.getByText('Vi er oppe')).toBeDefined();
  expect(screen.queryByText('Vi er nede')).toBeNull();
});

test.each([undefined, '', '[', 'null'])('a page that came with %j says nothing', async (side) => {
  await vis({ error: new Error('503') }, side);
  expect(screen.getByRole('status').textContent).toBe('');
});
