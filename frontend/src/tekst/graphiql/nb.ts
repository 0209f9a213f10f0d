/** What stands around GraphiQL, whose own words are English. */
export const graphiqlNb = {
  tilbake: 'Til administrasjonen',
  tittel: 'GraphiQL',
  om: 'Det du kjører her, gjelder på ordentlig, med din tilgang. Endringer loggføres med navnet ditt. Ingenting du skriver, blir lagret i nettleseren.',
  ute: 'Du er logget ut, eller har ikke lenger tilgang. Det du har skrevet, står her fortsatt.',
  loggInn: 'Logg inn i et nytt vindu',
};

export type Graphiqltekst = typeof graphiqlNb;
