import { Component, type ReactNode } from 'react';
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
      <p>{t.feil.siden}</p>
      <p>{t.feil.ringTilslutt} 112 · 02800 · 116 111</p>
      <button type="button" onClick={() => location.reload()}>
        {t.feil.lastPaNytt}
      </button>
    </main>
  );
}
