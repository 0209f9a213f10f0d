import { Spinner } from '@digdir/designsystemet-react';
import { useSprak } from '../tekst/sprak';

export function Laster() {
  const { t } = useSprak();
  return (
    <div className="laster" role="status">
      <Spinner aria-hidden data-size="md" />
      <span>{t.felles.laster}</span>
    </div>
  );
}
