// What a print house does with a letter: opens it with its own key, and looks at it. None of the programs is ours.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const kjor = promisify(execFile);

/** Where the portal under test keeps its data; .ci/e2e says so. */
const { PORTAL_DATA } = process.env;
export const harData = Boolean(PORTAL_DATA);
export const utboks = () => join(PORTAL_DATA, 'utboks', 'print');

/** Behind the window of the envelope, in millimetres from the upper left corner: pdf.AddressZone. */
const VINDU = { venstre: 106, topp: 46, bredde: 78, hoyde: 31 };
/** The return address stands left of the window and above it. */
const AVSENDER = { venstre: 0, topp: 0, bredde: 100, hoyde: 46 };
const PRIKKER = 100;

/** Opens a letter from the outbox with the print supplier's key, by openssl, and leaves the PDF at `pdf`. */
export async function apneBrev(id, pdf) {
  const nokkel = join(PORTAL_DATA, 'liksom', 'print');
  const argumenter = ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', join(utboks(), `${id}.cms`)];
  await kjor('openssl', [...argumenter, '-inkey', join(nokkel, 'privat.pem'), '-recip', join(nokkel, 'sertifikat.pem'), '-out', pdf]);
}

/** The words of one page, or of the page and all behind it. */
export async function tekst(pdf, side, siste = side) {
  const { stdout } = await kjor('pdftotext', ['-f', String(side), ...(siste ? ['-l', String(siste)] : []), pdf, '-']);
  return stdout.replaceAll('\f', '').trim();
}

const inni = (felt, x, y) => x >= felt.venstre && x < felt.venstre + felt.bredde && y >= felt.topp && y < felt.topp + felt.hoyde;

/** Renders the side that lies against the window, and counts the dots of ink: behind it, in the sender's corner, and elsewhere. */
export async function blekk(pdf, side = 1) {
  const bilde = pdf.replace(/\.pdf$/, '');
  await kjor('pdftoppm', ['-gray', '-r', String(PRIKKER), '-f', String(side), '-singlefile', pdf, bilde]);
  const pgm = await readFile(`${bilde}.pgm`);
  const hode = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1'));
  const bredde = Number(hode[1]);
  const mm = 25.4 / PRIKKER;
  const antall = { vindu: 0, avsender: 0, ellers: 0 };
  pgm.subarray(hode[0].length).forEach((lys, i) => {
    if (lys > 200) return;
    const [x, y] = [(i % bredde) * mm, Math.floor(i / bredde) * mm];
    antall[inni(VINDU, x, y) ? 'vindu' : inni(AVSENDER, x, y) ? 'avsender' : 'ellers'] += 1;
  });
  return antall;
}
