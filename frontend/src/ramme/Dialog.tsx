import { Dialog as DsDialog } from '@digdir/designsystemet-react';
import type { ComponentProps } from 'react';
import { Forlatknapp } from '../flukt/Forlatknapp';

/**
 * A dialog, with the way out in it: while it is open nothing behind it can be reached. The button to close comes first, since
 * that is where the focus lands, and nobody should leave by an Enter too many.
 */
export function Dialog({ children, ...resten }: ComponentProps<typeof DsDialog>) {
  return (
    <DsDialog {...resten}>
      <div className="dialog-forlat">
        <Forlatknapp />
      </div>
      {children}
    </DsDialog>
  );
}
