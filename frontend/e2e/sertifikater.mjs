// Certificates for the end-to-end tests: good ones, and every kind that must be refused.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key pair with a certificate of its own, both PEM. `hva` is openssl's word for the key. */
export function lagNokkel(hva = 'rsa:2048', navn = 'Liksom fagsystem') {
  const mappe = mkdtempSync(join(tmpdir(), 'sertifikat-'));
  const [nokkelfil, sertifikatfil] = ['privat.pem', 'sertifikat.pem'].map((f) => join(mappe, f));
  const slag = hva.startsWith('rsa') ? ['-newkey', hva] : ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${hva}`];
  execFileSync('openssl', ['req', '-x509', ...slag, '-nodes', '-days', '400', '-subj', `/CN=${navn}`, '-keyout', nokkelfil, '-out', sertifikatfil], { stdio: 'ignore' });
  const ut = { privat: readFileSync(nokkelfil, 'utf8'), sertifikat: readFileSync(sertifikatfil, 'utf8') };
  rmSync(mappe, { recursive: true });
  return ut;
}

const der = (pem) => Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');

/** The same certificate, of two years that are over. Its signature no longer holds, which nobody asks of a self-signed one. */
export function utlopt(pem) {
  const bytes = der(pem);
  for (let i = 0, ar = 20; i < bytes.length - 2; i += 1) {
    if (bytes[i] !== 0x17 || bytes[i + 1] !== 13) continue; // UTCTime
    bytes.write(String(ar), i + 2, 'latin1');
    ar += 1;
  }
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

export const avtrykk = (pem) => createHash('sha256').update(der(pem)).digest('hex');
