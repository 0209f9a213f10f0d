// As the server makes texts before it checks them (bekymring/tekst.go). What is sent is still what was typed.

/** Line ends as \n, other control characters taken away, no space at either end. */
export function flereLinjer(tekst: string | null | undefined): string {
  const ren = (tekst ?? '')
    .replaceAll('\r\n', '\n')
    .replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/^\p{White_Space}+/u, '');
  let slutt = ren.length;
  while (slutt > 0 && mellomrom.test(ren.charAt(slutt - 1))) slutt -= 1;
  return ren.slice(0, slutt);
}

/** The server's white space, which is Unicode's: `trim` and `\s` take a byte order mark for some too. */
const mellomrom = /\p{White_Space}/u;

export const enLinje = (tekst: string | null | undefined): string => flereLinjer(tekst).replace(/\p{White_Space}+/gu, ' ');

/** «(+47) 55.12.34.56» becomes «+47 55 12 34 56»; what is no phone number stays none. */
export function telefon(tekst: string | null | undefined): string {
  let ut = '';
  let skille = '';
  for (const tegn of enLinje(tekst)) {
    if (/[\p{Pd}\u2212]/u.test(tegn)) skille = '-';
    else if (/[ ().,/]/.test(tegn)) skille ||= ' ';
    else {
      if (skille && ut && ut !== '+') ut += skille;
      ut += tegn;
      skille = '';
    }
  }
  return ut;
}

/** Characters as the server counts them: code points, so that an emoji is one. */
export function tegn(tekst: string): number {
  let antall = 0;
  for (const _ of tekst) antall += 1;
  return antall;
}

/** Characters there is still room for in a field, as the server will read it; below zero, too many. */
export const plassIgjen = (verdi: string, grense: number, somEnLinje = false): number =>
  grense - tegn(somEnLinje ? enLinje(verdi) : flereLinjer(verdi));

/** Whether it is time to say so: in the last tenth, and never with a thousand or more to go. */
export const snartFullt = (igjen: number, grense: number): boolean => igjen < Math.min(grense / 10, 1_000);
