const TILLATT = new Set(['https:', 'mailto:', 'tel:']);

export interface Lenkemal {
  href: string;
  /** Where an https link leads: the case system wrote the address, and one should know before one goes. */
  vert?: string;
}

/** Reads an address that a case system has written. One that could run a script, or goes unencrypted, is none. */
export function lesLenkemal(url: string): Lenkemal | undefined {
  let lest: URL;
  try {
    lest = new URL(url.trim());
  } catch {
    return undefined;
  }
  if (!TILLATT.has(lest.protocol)) return undefined;
  if (lest.protocol !== 'https:') return { href: lest.href };
  // A name before the host is there to make one host look like another.
  if (lest.username || lest.password || !lest.hostname) return undefined;
  return { href: lest.href, vert: lest.hostname.replace(/^www\./, '') };
}
