import type { informasjonNb } from './informasjonNb';

/** The page before each form, in nynorsk. */
export const informasjonNn: typeof informasjonNb = {
  start: 'Byrja',
  startMed: 'Byrja med svara frå det andre skjemaet',
  startUten: 'Byrja med eit tomt skjema',
  startInnlogging: 'Logg inn og byrja',
  innlogging: 'Du loggar inn med BankID eller ein annan elektronisk ID.',
  PRIVAT: {
    tittel: 'Melde frå som privatperson',
    ingress: 'Du treng ikkje vere sikker. Det er oppgåva til barnevernstenesta å finne ut om barnet treng hjelp.',
    deler: [
      {
        tittel: 'Før du byrjar',
        punkter: [
          'Dei fleste barn som får hjelp av barnevernet, får hjelpa heime.',
          'Du treng ikkje vite alt. Skriv det du har sett og høyrt.',
          'Skjemaet tek ti minutt eller så. Det blir lagra medan du skriv, kryptert, og berre du kan hente det fram her. Du kan ta pausar.',
        ],
      },
      {
        tittel: 'Kva skjer etterpå?',
        punkter: [
          'Barnevernstenesta vurderer meldinga innan ei veke.',
          'Skriv du adressa di, får du brev innan tre veker om at dei har fått den.',
          'Dei kan ta kontakt med deg. Dei har teieplikt, så du får ikkje vite kva dei gjer vidare.',
        ],
      },
    ],
    anonymTittel: 'Kan eg vere anonym?',
    anonymIngress: 'Det er tre måtar å melde på:',
    anonym: [
      { tittel: 'Ope', tekst: 'Barnevernstenesta veit kven du er, og familien kan få vite det.' },
      {
        tittel: 'Kjend for barnevernstenesta, men ikkje for familien',
        tekst:
          'Du kan be om det i skjemaet. Barnevernstenesta tek omsyn til det så langt dei kan, men kan ikkje love det, til dømes dersom saka kjem for retten.',
      },
      {
        tittel: 'Heilt anonymt',
        tekst:
          'Då kan du ikkje bruke dette skjemaet, for du må logge inn. Ring barnevernstenesta i kommunen, eller send brev utan avsendar. Dei kan ikkje svare deg.',
      },
    ],
    foreldreTittel: 'Bør eg seie frå til familien først?',
    foreldre:
      'Det bestemmer du sjølv. Er du redd for at barnet eller nokon andre blir utsette for vald eller overgrep, skal du ikkje seie noko til familien først.',
  },
  OFFENTLIG: {
    tittel: 'Melde frå som offentleg tilsett eller fagperson',
    ingress: 'For deg som har fått vite noko i jobben, og som har meldeplikt til barnevernet.',
    deler: [
      {
        tittel: 'Kven har meldeplikt?',
        punkter: [
          'Alle som arbeider i det offentlege, eller utfører oppgåver for det offentlege.',
          'Fagpersonar med lovfesta teieplikt, til dømes legar, psykologar, sjukepleiarar, jordmødrer og tannlegar.',
          'Plikta er di eiga, den går framfor teieplikta, og du skal melde utan ugrunna opphald.',
          'Du kan ikkje melde som privatperson om noko du har fått vite i jobben.',
        ],
      },
      {
        tittel: 'Når skal du melde?',
        punkter: [
          'Når du har grunn til å tru at barnet blir mishandla, eller utsett for alvorlege manglar ved omsorga eller annan alvorleg omsorgssvikt.',
          'Når barnet har ein livstrugande eller alvorleg sjukdom eller skade og ikkje får hjelp.',
          'Når eit barn med nedsett funksjonsevne eller særlege behov ikkje får behandling eller opplæring.',
          'Når barnet har alvorlege åtferdsvanskar.',
          'Når barnet blir eller kan bli utnytta til menneskehandel.',
        ],
      },
      {
        tittel: 'Ha dette for hand',
        punkter: [
          'Organisasjonsnummeret og adressa til arbeidsplassen.',
          'Namnet, adressa og fødselsnummeret til barnet, så langt du veit.',
          'Namna og telefonnummera til dei føresette.',
          'Kva du er uroleg for, kva de har prøvd, og kven andre som kjenner familien.',
          'Skjemaet blir lagra medan du skriv, kryptert, og berre du kan hente det fram her. Du kan ta pausar.',
        ],
      },
      {
        tittel: 'Kva skjer etterpå?',
        punkter: [
          'Barnevernstenesta vurderer meldinga innan ei veke.',
          'Innan tre veker får du svar på at dei har fått den, og om dei har starta ei undersøking.',
          'Har du ikkje høyrt noko etter 21 dagar, tek du kontakt med dei.',
        ],
      },
    ],
    anonymTittel: 'Kan eg vere anonym?',
    anonymIngress: 'Nei. Den som melder i kraft av jobben, kan ikkje vere anonym. Dette er dei tre måtane å melde på:',
    anonym: [
      { tittel: 'Ope', tekst: 'Det er slik alle melder som har fått vite det i jobben.' },
      { tittel: 'Kjend for barnevernstenesta, men ikkje for familien', tekst: 'Berre for privatpersonar.' },
      { tittel: 'Heilt anonymt', tekst: 'Berre for privatpersonar, på telefon eller i brev.' },
    ],
    foreldreTittel: 'Skal eg informere foreldra?',
    foreldre:
      'Ja, som hovudregel. Men er det mistanke om vald eller seksuelle overgrep, skal du ikkje informere foreldra først. Det kan setje barnet i fare, og det kan øydeleggje for politiet. Er du i tvil, ring barnevernstenesta eller politiet og spør.',
  },
};
