import { Button } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSprak } from '../tekst/sprak';

/** A link to another page of the desk, that looks like the button it is used as. */
export function Knappelenke({ til, forst, children }: { til: string; forst?: boolean; children: ReactNode }) {
  const { lenke } = useSprak();
  return (
    <Button asChild variant={forst ? 'primary' : 'secondary'} className="alene">
      <Link to={lenke(til)}>{children}</Link>
    </Button>
  );
}
