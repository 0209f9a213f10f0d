import type { Graphiqltekst } from './nb';

export const graphiqlEn: Graphiqltekst = {
  tilbake: 'To administration',
  tittel: 'GraphiQL',
  om: 'What you run here is real, and runs with your access. Changes are logged under your name. Nothing you type is kept in the browser.',
  ute: 'You are logged out, or no longer have access. What you have typed is still here.',
  loggInn: 'Log in in a new window',
};
