// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import bruker from '@testing-library/user-event';
import { MemoryRouter, useNavigate } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { lov, type Lovtabell } from '../lov';
import { portaltekster } from '../portaltekst';
import { SprakFraSti } from '../sprak';
import { lovtabell } from './Lovramme';
import { Lovsammenheng, skjematekster, useSkjematekst } from './skjematekst';
import type { Skjematekster } from './nb';

afterEach(cleanup);

let sett: Skjematekster[];

function Side() {
  const t = useSkjematekst();
  sett.push(t);
  const navigate = useNavigate();
  return (
    <>
      <p>{t.barn.ufoedtOffentlig}</p>
      <button onClick={() => void navigate('/nn/offentlig')}>nn</button>
    </>
  );
}

const tegn = (tabell: Lovtabell) => (
  <MemoryRouter initialEntries={['/se/offentlig']}>
    <SprakFraSti>
      <Lovsammenheng value={tabell}>
        <Side />
      </Lovsammenheng>
    </SprakFraSti>
  </MemoryRouter>
);

test('what administrators have written holds in each language, and the texts are made once for each', async () => {
  await Promise.all([portaltekster, skjematekster].flatMap((s) => [s.hent('nn'), s.hent('se')]));
  sett = [];
  const skrevet = lovtabell([{ nokkel: 'HELSEPERSONELL', tekster: { nb: '#nb', nn: '#nn', en: null, se: '#se' } }]);
  const { rerender } = render(tegn(lov));
  expect(screen.getByText(/dearvvašvuođabargiidlága § 33/)).toBeTruthy();
  rerender(tegn(skrevet));
  expect(screen.getByText(/#se/)).toBeTruthy();
  rerender(tegn(skrevet));
  await bruker.click(screen.getByRole('button', { name: 'nn' }));
  expect(await screen.findByText(/Meldeplikta etter #nn/)).toBeTruthy();
  expect(new Set(sett).size).toBe(3);
  expect(sett.length).toBeGreaterThan(3);
});
