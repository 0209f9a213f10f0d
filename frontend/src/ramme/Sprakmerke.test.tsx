// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import type { Nett } from '../api/nett';
import { SprakFraSti } from '../tekst/sprak';
import { Sprakmerke } from './Sprakmerke';

const nett = vi.hoisted(() => ({ na: 'PA' as Nett }));
vi.mock('../api/nett', () => ({ useNett: () => nett.na }));
vi.mock('../tekst/en', () => {
  throw new Error('network');
});
afterEach(cleanup);

const vis = async () => {
  render(
    <MemoryRouter initialEntries={['/en/privat/bekymring?a=1#felt']}>
      <SprakFraSti>
        <Sprakmerke />
      </SprakFraSti>
    </MemoryRouter>,
  );
  await screen.findByText(/could not fetch English/, undefined, { timeout: 30_000 });
};

test('a language that was not fetched can be asked for again, by loading the page anew', async () => {
  nett.na = 'PA';
  await vis();
  // Without what stands after «#»: with it the browser would stay on the page.
  expect(screen.getByRole('link', { name: 'Try again' }).getAttribute('href')).toBe('/en/privat/bekymring?a=1');
}, 60_000);

test('not without a network: what is typed stands in this window only', async () => {
  nett.na = 'AV';
  await vis();
  expect(screen.queryByRole('link')).toBeNull();
}, 60_000);
