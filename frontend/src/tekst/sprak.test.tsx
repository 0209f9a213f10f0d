// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import bruker from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter, useNavigate } from 'react-router';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { portaltekster } from './portaltekst';
import { SprakFraSti, useSprak } from './sprak';
import type { Sprak } from './sprakkode';
import { Tekstsett, useTekster, ventPaTekst } from './tekstsett';

afterEach(cleanup);

interface Hilsen {
  hei: string;
}

/** A language that is on its way until the test says so. */
function sett(): { tekster: Tekstsett<Hilsen>; kom: (hilsen: Hilsen) => void; uteble: () => void; spurt: Sprak[] } {
  const spurt: Sprak[] = [];
  let kom: (hilsen: Hilsen) => void = () => undefined;
  let uteble: () => void = () => undefined;
  const paVei = new Promise<Hilsen>((resolve, reject) => {
    kom = resolve;
    uteble = () => reject(new Error('no network'));
  });
  const hent = (sprak: Sprak) => () => {
    spurt.push(sprak);
    return paVei;
  };
  return { tekster: new Tekstsett({ hei: 'Hei' }, { nn: hent('nn'), en: hent('en'), se: hent('se') }), kom: (h) => kom(h), uteble: () => uteble(), spurt };
}

function Side({ tekster }: { tekster: Tekstsett<Hilsen> }) {
  const { sprak, lenke } = useSprak();
  const { hei } = useTekster(tekster, sprak);
  const [svar, settSvar] = useState('');
  const navigate = useNavigate();
  return (
    <>
      <h1>{hei}</h1>
      <input aria-label="svar" value={svar} onChange={(h) => settSvar(h.target.value)} />
      <a href={lenke('/privat')}>lenke</a>
      <button onClick={() => void navigate('/se/privat')}>se</button>
    </>
  );
}

const vis = (sti: string, tekster: Tekstsett<Hilsen>) =>
  render(
    <MemoryRouter initialEntries={[sti]}>
      <SprakFraSti>
        <Side tekster={tekster} />
      </SprakFraSti>
    </MemoryRouter>,
  );

describe('a change of language', () => {
  test('fetches that language only, when it is chosen, and keeps what is typed', async () => {
    // The portal's own texts are here already; those of the page are what is waited for.
    await portaltekster.hent('se');
    const { tekster, kom, spurt } = sett();
    vis('/privat', tekster);
    expect(screen.getByRole('heading').textContent).toBe('Hei');
    expect(spurt).toEqual([]);
    const felt = screen.getByLabelText<HTMLInputElement>('svar');
    await bruker.type(felt, 'Noe jeg har sett');
    await bruker.click(screen.getByRole('button', { name: 'se' }));
    expect(screen.getByRole('heading').textContent).toBe('Hei');
    await act(async () => kom({ hei: 'Bures' }));
    await screen.findByRole('heading', { name: 'Bures' }, { timeout: 30_000 });
    expect(spurt).toEqual(['se']);
    expect(screen.getByLabelText('svar')).toBe(felt);
    expect(felt.value).toBe('Noe jeg har sett');
    expect(document.documentElement.lang).toBe('se');
    expect(screen.getByRole('link').getAttribute('href')).toBe('/se/privat');
  }, 60_000);

  test('one that cannot be fetched is shown in bokmål, and asked for once', async () => {
    const { tekster, uteble, spurt } = sett();
    uteble();
    await expect(tekster.hent('nn')).resolves.toEqual({ hei: 'Hei' });
    await expect(tekster.hent('nn')).resolves.toEqual({ hei: 'Hei' });
    expect(spurt).toEqual(['nn']);
    expect(tekster.na('nn')).toBeUndefined();
    expect(tekster.venter('nn')).toBe(false);
  });

  test('one that does not come holds no page back for long', async () => {
    vi.useFakeTimers();
    try {
      const { tekster, kom } = sett();
      const ferdig = vi.fn();
      void ventPaTekst(tekster.hent('se')).then(ferdig);
      await vi.advanceTimersByTimeAsync(1_900);
      expect(ferdig).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(200);
      expect(ferdig).toHaveBeenCalled();
      expect(tekster.venter('se')).toBe(true);
      kom({ hei: 'Bures' });
      await vi.advanceTimersByTimeAsync(0);
      expect(tekster.venter('se')).toBe(false);
      // One that comes is not waited for a moment longer.
      const straks = vi.fn();
      void ventPaTekst(tekster.hent('se')).then(straks);
      await vi.advanceTimersByTimeAsync(0);
      expect(straks).toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });

  test('a desk that is not written in the language is bokmål, and its links keep the language', async () => {
    const { tekster } = sett();
    vis('/se/mottak', tekster);
    await screen.findByRole('heading', { name: 'Hei' });
    expect(document.documentElement.lang).toBe('nb');
    expect(screen.getByRole('link').getAttribute('href')).toBe('/se/privat');
  });
});
