import { Spinner } from '@digdir/designsystemet-react';
import { useSprak } from '../tekst/sprak';
import { useISide, useTittel } from './Side';

/** Something is on its way. In place of a page it is the page, with a heading and a title, until the right one is here. */
export function Laster() {
  return useISide() ? <Venter /> : <LasterSide />;
}

function LasterSide() {
  const { t } = useSprak();
  useTittel(t.felles.laster);
  return (
    <>
      <h1 className="ds-sr-only">{t.felles.laster}</h1>
      <Venter />
    </>
  );
}

function Venter() {
  const { t } = useSprak();
  return (
    <div className="laster" role="status">
      <Spinner aria-hidden data-size="md" />
      <span>{t.felles.laster}</span>
    </div>
  );
}
