const KANAL = 'utlogging';

let kanal: BroadcastChannel | undefined;
// One for the window: what it says it does not hear itself, and so goes on to log out.
const apne = (): BroadcastChannel => (kanal ??= new BroadcastChannel(KANAL));

/** Tells the portal's other windows that somebody logs out, on purpose. It says no more than that. */
export function meldUtlogging(): void {
  apne().postMessage(null);
}

/** To be told of it, as when it is this window's to blank itself. Answers the way to end it. */
export function lyttEtterUtlogging(gjor: () => void): () => void {
  const her = apne();
  her.addEventListener('message', gjor);
  return () => her.removeEventListener('message', gjor);
}
