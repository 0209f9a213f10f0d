import { ValidationMessage } from '@digdir/designsystemet-react';

/** What stands under a field: its error or, where there is none, its warning. A warning does not call the field invalid. */
export function Feltmelding({ feil, varsel }: { feil: string | undefined; varsel?: string }) {
  if (feil) return <ValidationMessage>{feil}</ValidationMessage>;
  if (varsel) return <ValidationMessage data-color="warning">{varsel}</ValidationMessage>;
  return null;
}
