import { describe, expect, test } from 'vitest';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { erPrivat, erPrivatDer, fraFil, iFirere, lesSertifikat, tommelavtrykk } from './sertifikat';

const mappe = mkdtempSync(join(tmpdir(), 'sertifikat-'));
const fil = (navn: string) => join(mappe, navn);
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '9', '-subj', '/CN=Prøve', '-keyout', fil('k.pem'), '-out', fil('s.pem')], { stdio: 'ignore' });
const sertifikat = readFileSync(fil('s.pem'), 'utf8');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const uten = (pem: string) => pem.replace(/-----[^-]+-----/g, '');

const private_: [string, string][] = [
  ['PKCS #8', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string],
  ['PKCS #1', privateKey.export({ type: 'pkcs1', format: 'pem' }) as string],
  ['SEC 1', ec.export({ type: 'sec1', format: 'pem' }) as string],
  ['under a password', privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string],
];

describe('a private key', () => {
  test.each(private_)('%s is known by its words, by its form alone, and under another heading', (_, pem) => {
    expect(lesSertifikat(pem)).toBe('PRIVAT_NOKKEL');
    expect(lesSertifikat(uten(pem))).toBe('PRIVAT_NOKKEL');
    expect(lesSertifikat(`-----BEGIN CERTIFICATE-----${uten(pem)}-----END CERTIFICATE-----`)).toBe('PRIVAT_NOKKEL');
    expect(lesSertifikat(sertifikat + pem)).toBe('PRIVAT_NOKKEL');
    expect(erPrivatDer(Buffer.from(uten(pem), 'base64'))).toBe(true);
  });

  test('as JWK, as a file of bytes, as PKCS #12', () => {
    expect(erPrivat(JSON.stringify(privateKey.export({ format: 'jwk' })))).toBe(true);
    expect(lesSertifikat(fraFil(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'pkcs8', format: 'der' })))).toBe('PRIVAT_NOKKEL');
    execFileSync('openssl', ['pkcs12', '-export', '-in', fil('s.pem'), '-inkey', fil('k.pem'), '-passout', 'pass:x', '-out', fil('k.p12')]);
    expect(lesSertifikat(fraFil(readFileSync(fil('k.p12'))))).toBe('PRIVAT_NOKKEL');
  });
});

describe('a certificate', () => {
  test('is read from PEM, from bytes, and with words around it; only the certificate goes on', async () => {
    const lest = lesSertifikat(`Bag Attributes\n  friendlyName: prøve\n${sertifikat}`);
    if (typeof lest === 'string') throw new Error(lest);
    expect(lest.pem).toBe(sertifikat);
    expect(lesSertifikat(fraFil(Buffer.from(uten(sertifikat), 'base64')))).toEqual(lest);
    const openssl = execFileSync('openssl', ['x509', '-in', fil('s.pem'), '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' });
    expect(iFirere(await tommelavtrykk(lest.der)).replaceAll(' ', '')).toBe(openssl.trim().split('=')[1]?.replaceAll(':', ''));
  });

  test.each([
    ['', 'MANGLER'],
    ['hei', 'IKKE_SERTIFIKAT'],
    [sertifikat + sertifikat, 'IKKE_SERTIFIKAT'],
    [publicKey.export({ type: 'spki', format: 'pem' }) as string, 'IKKE_SERTIFIKAT'],
    ['x'.repeat(70_000), 'FOR_LANG'],
  ])('and nothing else is', (tekst, kode) => {
    expect(lesSertifikat(tekst)).toBe(kode);
  });
});
