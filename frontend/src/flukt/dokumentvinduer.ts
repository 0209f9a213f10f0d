/** The tabs that were opened from here for a document. The browser lets one close what one has opened, and nothing else. */
const apnede = new Set<Window>();

/** An empty tab, to be opened in the press itself; null where the browser does not let it. */
export function apneDokumentvindu(): Window | null {
  const vindu = window.open('', '_blank');
  for (const v of apnede) if (v.closed) apnede.delete(v);
  if (vindu) apnede.add(vindu);
  return vindu;
}

/** Closes them all: what one has read of one's case goes with the page it was opened from. */
export function lukkDokumentvinduer(): void {
  for (const vindu of apnede) vindu.close();
  apnede.clear();
}
