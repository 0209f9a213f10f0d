// As the server makes texts before it checks them (bekymring/tekst.go). What is sent is still what was typed.

/** Line ends as \n, other control characters taken away, no space at either end. */
export function flereLinjer(tekst: string | null | undefined): string {
  return (tekst ?? '')
    .replaceAll('\r\n', '\n')
    .replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .trim();
}

export const enLinje = (tekst: string | null | undefined): string => flereLinjer(tekst).replace(/\s+/g, ' ');

/** «(+47) 55.12.34.56» becomes «+47 55 12 34 56»; what is no phone number stays none. */
export function telefon(tekst: string | null | undefined): string {
  let ut = '';
  let skille = '';
  for (const tegn of enLinje(tekst)) {
    if (/[\p{Pd}\u2212]/u.test(tegn)) skille = '-';
    else if (/[\s().,/]/.test(tegn)) skille ||= ' ';
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
