import { Link as DsLenke, Paragraph } from '@digdir/designsystemet-react';
import { useNavigate } from 'react-router';
import { useSprak } from '../tekst/sprak';
import { useSkjema } from './SkjemaSammenheng';
import { annet, rot } from './skjemasider';
import { Lagringsstatus } from './utkast/Lagringsstatus';

/** What stands under every page of a form: whether it is saved, and the way to the other form. */
export function Skjemabunn() {
  const { skjema, t } = useSkjema();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const til = lenke(rot[annet[skjema]]);
  return (
    <div className="skjemabunn">
      <Lagringsstatus />
      <Paragraph data-size="sm">
        {t.ramme.feilSkjema[skjema]}{' '}
        <DsLenke
          href={til}
          onClick={(h) => {
            h.preventDefault();
            // Tells the page there that the answers are to come along.
            void navigate(til, { state: { ta: skjema } });
          }}
        >
          {t.ramme.byttTil[skjema]}
        </DsLenke>
      </Paragraph>
    </div>
  );
}
