import { Component, type ReactNode } from 'react';
import { Forlatknapp } from '../flukt/Forlatknapp';
import { useSprak } from '../tekst/sprak';

/** What is shown if the portal itself breaks: never a white page, and never a hint that something was sent. */
export class UventetStopp extends Component<{ children: ReactNode }, { stoppet: boolean }> {
  override state = { stoppet: false };

  static getDerivedStateFromError() {
    return { stoppet: true };
  }

  override render() {
    return this.state.stoppet ? <Stoppet /> : this.props.children;
  }
}

function Stoppet() {
  const { t } = useSprak();
  return (
    <main className="stoppet" role="alert">
      <Forlatknapp />
      <p>{t.feil.siden}</p>
      <p>
        {t.feil.ringTilslutt} <a href="tel:112">112</a> · <a href="tel:02800">02800</a> · <a href="tel:116111">116 111</a>
      </p>
      <button type="button" onClick={() => location.reload()}>
        {t.feil.lastPaNytt}
      </button>
    </main>
  );
}
