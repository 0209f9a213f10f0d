/**
 * Roles that are suggested to a public reporter, with Statistics Norway's code for who reports (code list «Melder»). What
 * is sent is the text; the code goes along where the text is one of these, and spares the receiver a look-up.
 */
const roller: readonly (readonly [rolle: string, kode: number])[] = [
  ['Lærer', 11],
  ['Kontaktlærer', 11],
  ['Rektor', 11],
  ['Miljøterapeut i skolen', 11],
  ['Barnehagelærer', 9],
  ['Styrer i barnehage', 9],
  ['Helsesykepleier', 10],
  ['Jordmor', 10],
  ['Rådgiver i PPT', 12],
  ['Psykolog for barn og unge', 13],
  ['Psykolog for voksne', 14],
  ['Lege', 24],
  ['Sykepleier på sykehus', 24],
  ['Tannlege', 25],
  ['Tannpleier', 25],
  ['Politibetjent', 8],
  ['Veileder i NAV', 6],
  ['Ansatt i barnevernstjenesten', 5],
  ['Ansatt i barnevernvakten', 7],
  ['Familieterapeut', 16],
  ['Ruskonsulent', 17],
  ['Ansatt på krisesenter', 18],
  ['Ansatt på asylmottak', 19],
  ['Ansatt i utekontakten', 20],
  ['Ansatt i fritidsklubb', 20],
];

export const rolleforslag: readonly string[] = roller.map(([rolle]) => rolle);

/** The code of a suggested role; undefined for one in own words. */
export function melderkode(rolle: string): number | undefined {
  const her = rolle.trim().toLowerCase();
  return roller.find(([r]) => r.toLowerCase() === her)?.[1];
}
