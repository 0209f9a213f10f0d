/**
 * Statistics Norway's code list «Melder» for child welfare, of those who are no private persons: 1–4, 21 (voluntary work)
 * and 23 (the anonymous) do not use the public form. bekymring/tillegg.go has the same list, and the names that are sent.
 */
export const melderkoder = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 22, 24, 25] as const;

export type Melderkode = (typeof melderkoder)[number];

/** Roles that are suggested to a public reporter, with the code. What is sent is the text; the code goes along. */
const roller: readonly (readonly [rolle: string, kode: Melderkode])[] = [
  ['Lærer', 11],
  ['Kontaktlærer', 11],
  ['Rektor', 11],
  ['Miljøterapeut i skolen', 11],
  ['Ansatt i SFO', 11],
  ['Barnehagelærer', 9],
  ['Fagarbeider i barnehage', 9],
  ['Styrer i barnehage', 9],
  ['Helsesykepleier', 10],
  ['Jordmor på helsestasjon', 10],
  ['Rådgiver i PPT', 12],
  ['Psykolog for barn og unge', 13],
  ['Psykolog for voksne', 14],
  ['Fastlege', 24],
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
  ['Ansatt i kriminalomsorgen', 22],
  ['Brannkonstabel', 22],
];

export const rolleforslag: readonly string[] = roller.map(([rolle]) => rolle);

/** The code of a suggested role; undefined for one in own words, whose service can be chosen for itself. */
export function melderkode(rolle: string): Melderkode | undefined {
  const her = rolle.trim().toLowerCase();
  return roller.find(([r]) => r.toLowerCase() === her)?.[1];
}
