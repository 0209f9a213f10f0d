/** The pages under /mottak, by the rest of their address. One who works at one office may leave out which. */
export const mottaksruter = ['', ':kommunenummer/:bydelsnummer', ':kommunenummer/:bydelsnummer/liste', ':kommunenummer/:bydelsnummer/melding/:id', '*'] as const;

export type Mottaksrute = (typeof mottaksruter)[number];
