// Numbers are checked to warn, never to stop a report (bekymring/nummer.go).

const vekter1 = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const vekter2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** With the control digit among the digits, 0 when that fits. */
const vektet = (sifre: readonly number[], vekter: readonly number[]): number =>
  vekter.reduce((sum, vekt, plass) => sum + vekt * (sifre[plass] ?? 0), 0) % 11;

/** Checks eleven digits as a fødselsnummer or D-nummer, as they are made before and from 2032. */
export function sjekkFnr(fnr: string): 'GYLDIG' | 'SYNTETISK' | 'UGYLDIG' {
  if (!/^\d{11}$/.test(fnr)) return 'UGYLDIG';
  const d = [...fnr].map(Number);
  if (vektet(d, vekter1) > 3 || vektet(d, vekter2) !== 0) return 'UGYLDIG';
  const dag = Number(fnr.slice(0, 2));
  const maned = Number(fnr.slice(2, 4));
  const flyttet = [80, 65, 40].find((m) => maned - m >= 1 && maned - m <= 12) ?? 0;
  if (!dagFinnes(dag > 40 ? dag - 40 : dag, maned - flyttet, Number(fnr.slice(4, 6)))) return 'UGYLDIG';
  return flyttet ? 'SYNTETISK' : 'GYLDIG';
}

/** Whether the day exists in some century: 29 February of «00» does (2000). */
function dagFinnes(dag: number, maned: number, ar: number): boolean {
  return [1800, 1900, 2000].some((hundre) => {
    const d = new Date(Date.UTC(hundre + ar, maned - 1, dag));
    return maned >= 1 && maned <= 12 && d.getUTCDate() === dag && d.getUTCMonth() === maned - 1;
  });
}

export const gyldigOrgnr = (orgnr: string): boolean =>
  /^\d{9}$/.test(orgnr) && vektet([...orgnr].map(Number), [3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0;

/** Takes away the spaces that people put into numbers. */
export const sifre = (tekst: string): string => tekst.replaceAll(' ', '');
