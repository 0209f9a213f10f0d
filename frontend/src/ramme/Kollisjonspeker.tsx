import { Button } from '@digdir/designsystemet-react';

/** The id of what asks which of two windows' drafts one goes on with. It takes the focus when one is led to it. */
export const KOLLISJON = 'kollisjon';

/** By the save status, for one who is far down on the page when the question comes at its top: leads up to it. */
export function Kollisjonspeker({ tekst }: { tekst: string }) {
  const opp = () => {
    const valget = document.getElementById(KOLLISJON);
    valget?.focus({ preventScroll: true });
    valget?.scrollIntoView({ block: 'center' });
  };
  return (
    <Button type="button" variant="secondary" data-size="sm" className="alene" onClick={opp}>
      {tekst}
    </Button>
  );
}
