/** A certificate as it is sent, and the bytes of it; or why it is not sent. */
export type Lest = { pem: string; der: Uint8Array } | 'MANGLER' | 'PRIVAT_NOKKEL' | 'IKKE_SERTIFIKAT' | 'FOR_LANG';

/** As the server has it, in characters. */
const MAKS = 64 << 10;

/** What only a private key has: its words in PEM, XML and JWK, and ssh's and PuTTY's. The server looks for the same. */
const ord = /PRIVATE[ _-]*KEY|RSAKeyValue[\s\S]*<D>|"d"\s*:\s*"|PuTTY-User-Key|openssh-key-v1/i;

const blokk = /-----BEGIN ([^-]+)-----([\s\S]*?)-----END \1-----/g;

/**
 * Reads what somebody has pasted or picked. Nothing but one certificate is ever answered with a text to send: a private key that is
 * there by mistake must not leave the page it is pasted in, by whatever name or form it comes.
 */
export function lesSertifikat(tekst: string): Lest {
  if (!tekst.trim()) return 'MANGLER';
  if (erPrivat(tekst)) return 'PRIVAT_NOKKEL';
  if (tekst.length > MAKS) return 'FOR_LANG';
  const blokker = [...tekst.matchAll(blokk)];
  const [forste] = blokker;
  if (blokker.length !== 1 || forste?.[1] !== 'CERTIFICATE') return 'IKKE_SERTIFIKAT';
  const der = fraBase64(forste[2] ?? '');
  // A certificate is a sequence of three, the first of them a sequence: RFC 5280, Certificate.
  if (!der || deler(der)?.map((d) => d.merke).join() !== '48,48,3') return 'IKKE_SERTIFIKAT';
  return { pem: tilPem(der), der };
}

export function erPrivat(tekst: string): boolean {
  if (ord.test(tekst)) return true;
  const innhold = [...tekst.matchAll(blokk)].map((b) => b[2] ?? '');
  return [...innhold, tekst].some((t) => {
    const der = fraBase64(t);
    return der !== undefined && erPrivatDer(der);
  });
}

/**
 * A private key's own form, whatever its heading says: PKCS #1, PKCS #8 and SEC 1 begin with a short number (their version), and so
 * does a PKCS #12 file, which holds one; PKCS #8 under a password is an algorithm and a string of bytes.
 */
export function erPrivatDer(der: Uint8Array): boolean {
  const [en, to] = deler(der) ?? [];
  return (en?.merke === HELTALL && en.lengde === 1) || (en?.merke === SEKVENS && to?.merke === BYTES);
}

const HELTALL = 0x02;
const BYTES = 0x04;
const SEKVENS = 0x30;

interface Del {
  merke: number;
  lengde: number;
}

/** The first parts of a DER sequence, at most three; undefined: it is none. */
function deler(der: Uint8Array): Del[] | undefined {
  const ytre = les(der, 0);
  if (!ytre || ytre.merke !== SEKVENS) return undefined;
  const ut: Del[] = [];
  for (let sted = ytre.innhold; ut.length < 3; ) {
    const del = les(der, sted);
    if (!del) break;
    ut.push(del);
    sted = del.innhold + del.lengde;
  }
  return ut;
}

function les(der: Uint8Array, sted: number): (Del & { innhold: number }) | undefined {
  const merke = der[sted];
  const forste = der[sted + 1];
  if (merke === undefined || forste === undefined) return undefined;
  if (forste < 0x80) return { merke, lengde: forste, innhold: sted + 2 };
  const antall = forste & 0x7f;
  if (antall === 0 || antall > 4 || sted + 2 + antall > der.length) return undefined;
  let lengde = 0;
  for (const b of der.subarray(sted + 2, sted + 2 + antall)) lengde = lengde * 256 + b;
  return { merke, lengde, innhold: sted + 2 + antall };
}

function fraBase64(tekst: string): Uint8Array | undefined {
  const tett = tekst.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (!tett || /[^A-Za-z0-9+/=]/.test(tett)) return undefined;
  try {
    return Uint8Array.from(atob(tett), (tegn) => tegn.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const tilPem = (der: Uint8Array): string => pem(der, 'CERTIFICATE');

function pem(der: Uint8Array, hva: string): string {
  const base64 = btoa(Array.from(der, (b) => String.fromCharCode(b)).join(''));
  return `-----BEGIN ${hva}-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${hva}-----\n`;
}

/**
 * A picked file as the text that is read above. A file may hold the bytes themselves instead (.cer, .der): those of a certificate
 * become one, those of anything else stay what they are, and are refused.
 */
export function fraFil(innhold: Uint8Array): string {
  if (innhold[0] !== SEKVENS) return new TextDecoder().decode(innhold);
  return erPrivatDer(innhold) ? pem(innhold, 'PRIVATE KEY') : tilPem(innhold);
}

/** SHA-256 of a certificate, hexadecimal, as the server and every tool writes it. */
export async function tommelavtrykk(der: Uint8Array): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(der)));
  return Array.from(sum, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** In fours, so that two people can read it to each other. */
export const iFirere = (avtrykk: string): string => (avtrykk.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
