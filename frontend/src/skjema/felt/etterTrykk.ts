/**
 * Does what follows from leaving a field when what took the focus away is over. A press takes it away as the button goes down; were
 * something drawn then, what is pressed would move from under the finger, and the press be lost or hit another. Done as the button
 * goes up, it is there before what is pressed is told. From the keyboard it is done at once.
 */
export function etterTrykk(gjor: () => void): void {
  // While a button is down something is being pressed; by a finger too, whose press is told when it is over.
  if (document.querySelector(':active')) window.addEventListener('mouseup', gjor, { once: true, capture: true });
  else gjor();
}
