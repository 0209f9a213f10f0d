/**
 * The states a page can be shown in, by its address: at least one, or it does not compile. Each is looked at in a browser
 * (e2e/universell.test.mjs), which fails when it does not know the way to one. Nothing of this is in the built portal.
 */
export type Tilstander<Rute extends string> = Record<Rute, readonly [Tilstand, ...Tilstand[]]>;

export type Tilstand =
  | 'fylt' // as it is most often: with something in it
  | 'tom' // nothing to show yet
  | 'laster' // waiting for the server
  | 'feil' // what it shows could not be fetched
  | 'ute' // nobody is logged in
  | 'utlogget' // the login ended while one was here
  | 'utloper' // the login ends soon
  | 'annen' // another has logged in, and what stood here is gone
  | 'ryddet' // one has logged out in another window, and what stood here is gone
  | 'kollisjon' // another window has saved the same draft
  | 'borte' // no such thing, or not for this person
  | 'ingen' // a person with no right to be here
  | 'mangler' // one has tried to go on, and is told what is missing
  | 'dialog' // a question over the page
  | 'hjelp' // what can be unfolded is unfolded
  | 'drift' // operations have something to say
  | 'kladd' // something was begun before
  | 'inaktiv' // a kommune that does not receive here
  | 'valgt' // a choice is made
  | 'oppslag' // what was looked up is filled in
  | 'uten-treff' // there was nothing to be looked up
  | 'sjekk' // the look over before it is sent
  | 'sendt'
  | 'ikke-sendt' // no receipt came
  | 'bekreftet'
  | 'uten-sokkel' // nothing comes by itself
  | 'skjult' // the content is withheld
  | 'plan'
  | 'sok'
  | 'tabell';
