/** The pages under /innsyn, by the rest of their address. */
export const innsynsruter = [
  '',
  'sak/:sakId',
  'sak/:sakId/post/:postId',
  'sak/:sakId/skriv/:nr?',
  'sak/:sakId/post/:postId/svar/:nr?',
  'sak/:sakId/be-om-innsyn/:postId?',
  'samtykke/:samtykkeId',
  'logg',
  '*',
] as const;

export type Innsynsrute = (typeof innsynsruter)[number];
