import type { ReactNode } from 'react';

/** A name and what it is, in a list of such. */
export function Opplysning({ navn, kode, children }: { navn: string; kode?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{navn}</dt>
      <dd className={kode ? 'referanse' : undefined}>{children}</dd>
    </div>
  );
}
