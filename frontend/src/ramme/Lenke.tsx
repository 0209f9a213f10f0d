import { Link as DsLenke } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSprak } from '../tekst/sprak';

/** A link to another page of the portal, in the language in use. */
export function Lenke({ til, children, className }: { til: string; children: ReactNode; className?: string }) {
  const { lenke } = useSprak();
  return (
    <DsLenke asChild className={className}>
      <Link to={lenke(til)}>{children}</Link>
    </DsLenke>
  );
}
