import { SkipLink } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useSprak } from '../tekst/sprak';
import { Bunn } from './Bunn';
import { Driftsmeldinger } from './Driftsmeldinger';
import { Haster } from './Haster';
import { Nettstatus } from './Nettstatus';
import { Sprakmerke } from './Sprakmerke';
import { Meny, Topp } from './Topp';
import { useDrift } from './useDrift';
import { Utloper } from './Utloper';

/** What stands around every page. */
export function Ramme({ children }: { children: ReactNode }) {
  const { t, sti } = useSprak();
  const drift = useDrift();
  return (
    <>
      <SkipLink href="#innhold">{t.felles.hoppTilInnhold}</SkipLink>
      <Topp />
      <Meny />
      <Sprakmerke />
      <Driftsmeldinger meldinger={drift.topp} />
      <Utloper />
      <div className="kropp" data-bred={/^\/(mottak|admin)(\/|$)/.test(sti)}>
        <Haster />
        <main id="innhold" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Bunn />
      {/* At the foot of the window: what comes while one reads must move nothing. */}
      <div className="fot">
        <Driftsmeldinger meldinger={drift.sene} sene />
        <Nettstatus />
      </div>
    </>
  );
}
