/** The pages under /admin, by the rest of their address. The first that fits is the page. */
export const adminruter = [
  '',
  'kommune/:kommunenummer',
  'bydel/:kommunenummer/ny',
  'bydel/:kommunenummer/:bydelsnummer',
  'nokler',
  'nokler/ny/*',
  'nokler/forslag/:id',
  'tilganger',
  'integrasjoner',
  'endringer',
  'meldinger',
  'meldinger/advarsler',
  'meldinger/:id',
  'statistikk',
  'drift',
  'drift/melding/ny',
  'drift/melding/:id',
  'drift/innhold/:slag/:nokkel/:kommunenummer?',
  '*',
] as const;

export type Adminrute = (typeof adminruter)[number];
