/**
 * Every page of the portal, by its address without the language: what is not here is not reachable. An address that ends in
 * «/*» is a room with a list of its own.
 */
export const portalruter = [
  '/',
  '/privat/:side?',
  '/offentlig/:side?',
  '/kvittering/:id',
  '/mine',
  '/mine/:id',
  '/mottak/*',
  '/admin/*',
  '/innsyn/*',
  '/hvis-det-haster',
  '/anonym',
  '/anonym/skjema',
  '/delt-enhet',
  '/personvernerklaering',
  '/tilgjengelighet',
  '/innlogget',
  '/innlogging-feilet',
  '*',
] as const;

export type Portalrute = (typeof portalruter)[number];
