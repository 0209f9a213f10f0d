import { ValidationMessage } from '@digdir/designsystemet-react';

interface Props {
  feil: string | undefined;
  varsel?: string;
  /** Where the field does not find it by itself, as a group of choices does not. */
  id?: string;
}

/** What stands under a field: its error or, where there is none, its warning. A warning does not call the field invalid. */
export function Feltmelding({ feil, varsel, id }: Props) {
  if (feil) return <ValidationMessage id={id}>{feil}</ValidationMessage>;
  if (varsel) return <ValidationMessage data-color="warning">{varsel}</ValidationMessage>;
  return null;
}
