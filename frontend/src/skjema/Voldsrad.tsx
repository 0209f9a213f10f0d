import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { kanVaereVold } from './mistanke';
import { Telefonnumre } from './sider/Telefonnumre';
import { useSkjema } from './SkjemaSammenheng';

/** What not to do, and whom to call, once what is ticked may be violence. Read out when it comes. */
export function Voldsrad({ tekst }: { tekst: string | false }) {
  const { t, svar } = useSkjema();
  return (
    <div role="status" className="voldsrad">
      {tekst && kanVaereVold(svar) && (
        <Alert data-color="warning">
          <Paragraph>{tekst}</Paragraph>
          <Paragraph>{t.hjelp.ring}</Paragraph>
          <Telefonnumre />
        </Alert>
      )}
    </div>
  );
}
