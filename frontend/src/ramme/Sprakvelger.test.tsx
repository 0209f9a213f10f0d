// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import bruker from '@testing-library/user-event';
import { MemoryRouter, useLocation, useNavigate } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { portaltekster } from '../tekst/portaltekst';
import { SprakFraSti } from '../tekst/sprak';
import { tryggrammer } from '../tekst/trygg/rammetekst';
import { Sprakmerke } from './Sprakmerke';
import { Sprakvelger } from './Topp';

afterEach(cleanup);

function Sted() {
  const { pathname, search, hash, state } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output>{JSON.stringify({ pathname, search, hash, state: state as unknown })}</output>
      <button onClick={() => void navigate('/mine')}>bla om</button>
    </>
  );
}

const her = { pathname: '/privat/om-deg', search: '?a=1', hash: '#felt', state: { tilKontroll: true, felt: 'telefonnummer' } };
const sted = () => JSON.parse(screen.getByRole('status').textContent ?? '') as typeof her;

const vis = () =>
  render(
    <MemoryRouter initialEntries={[her]}>
      <SprakFraSti>
        <Sprakvelger />
        <Sprakmerke />
        <Sted />
      </SprakFraSti>
    </MemoryRouter>,
  );

test('a change of language, and back by the mark, keeps all that the page was told', async () => {
  await Promise.all([portaltekster.hent('en'), tryggrammer.hent('en')]);
  vis();
  await bruker.click(screen.getByRole('button', { name: 'English' }));
  await screen.findByText(/quality assured/, undefined, { timeout: 30_000 });
  expect(sted()).toEqual({ ...her, pathname: '/en/privat/om-deg' });
  await bruker.click(screen.getByRole('link', { name: /bokmål/ }));
  expect(sted()).toEqual(her);
}, 60_000);

test('one who turns the page while a language is on its way stays on the page she turned to', async () => {
  await tryggrammer.hent('nn');
  let slipp: () => void = () => undefined;
  const ekte = portaltekster.hent.bind(portaltekster);
  const vent = new Promise<void>((ferdig) => (slipp = ferdig));
  const sen = vi.spyOn(portaltekster, 'hent').mockImplementation((sprak) => vent.then(() => ekte(sprak)));
  vis();
  await bruker.click(screen.getByRole('button', { name: 'Nynorsk' }));
  expect(sted().pathname).toBe(her.pathname);
  await bruker.click(screen.getByRole('button', { name: 'bla om' }));
  slipp();
  await screen.findByText(/kvalitetssikra/, undefined, { timeout: 30_000 });
  expect(sted()).toEqual({ pathname: '/nn/mine', search: '', hash: '', state: null });
  sen.mockRestore();
}, 60_000);
