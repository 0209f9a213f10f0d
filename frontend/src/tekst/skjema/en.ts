import { medLov, type Lovtabell } from '../lov';
import { feltEn } from './feltEn';
import { hjelpEn } from './hjelpEn';
import { informasjonEn } from './informasjonEn';
import type { Skjematekster } from './nb';

export const en = (lov: Lovtabell): Skjematekster => ({
  ...feltEn(lov),
  informasjon: informasjonEn,
  hjelp: hjelpEn,

  ramme: {
    fanetittel: { PRIVAT: 'Form for private persons', OFFENTLIG: 'Form for public employees' },
    side: (nr, av) => `Page ${nr} of ${av}`,
    neste: 'Next',
    tilbake: 'Back',
    tilKontroll: 'Save and go to “Check your answers”',
    valgfritt: 'optional',
    fjern: 'Remove',
    ja: 'Yes',
    nei: 'No',
    igjen: (n) => (n === '1' ? 'Room for 1 more character' : `Room for ${n} more characters`),
    forMange: (n) => (n === '1' ? '1 character too many' : `${n} characters too many`),
    feilSkjema: { PRIVAT: 'Did you learn this at work?', OFFENTLIG: 'Are you reporting as a private person?' },
    byttTil: { PRIVAT: 'Switch to the form for public employees', OFFENTLIG: 'Switch to the form for private persons' },
    navn: 'Your name',
    navnHjelp: 'From the login. The child welfare service will see it.',
    fanesteg: (nr, av) => `Form, page ${nr} of ${av}`,
    fanefare: 'Form, phone numbers',
  },

  sider: {
    PRIVAT: {
      mottaker: { tittel: 'Where does the child live?', ingress: '' },
      'om-deg': { tittel: 'About you', ingress: 'Only your name is needed, and we have it from the login.' },
      barn: {
        tittel: 'The child',
        ingress:
          'If your concern is about several children in the same family, you can add more. Otherwise fill in one form for each.',
      },
      bekymring: { tittel: 'Your concern', ingress: 'Answer what you can. It does not matter if something is missing.' },
      fare: { tittel: 'Call now if the child is in danger', ingress: '' },
      kontroll: { tittel: 'Check your answers', ingress: 'Nothing has been sent yet.' },
    },
    OFFENTLIG: {
      mottaker: { tittel: 'Where does the child live?', ingress: '' },
      'om-deg': {
        tittel: 'You and your workplace',
        ingress: 'The child welfare service needs to know who is reporting, and where to reply.',
      },
      barn: {
        tittel: 'The child',
        ingress:
          'One form may be about several children in the same family when the concern is the same. Otherwise fill in one for each child.',
      },
      bekymring: { tittel: 'The concern', ingress: 'Write what you have seen and heard. Keep your assessment apart.' },
      foresatte: { tittel: 'Guardians', ingress: 'One or two. If there are more, write about them at the bottom.' },
      hjelp: { tittel: 'Help around the family', ingress: 'Answer what you know.' },
      fare: { tittel: 'Call now if the child is in danger', ingress: '' },
      kontroll: { tittel: 'Check your answers', ingress: 'Nothing has been sent yet.' },
    },
  },

  kommune: {
    ingenTreff: 'No municipality by that name',
    treff: (n) => (n === 1 ? '1 municipality' : `${n} municipalities`),
    ikkeAktiv: 'does not receive here',
    feilet: 'We cannot fetch the list of municipalities.',
    apningstider: 'When they can be reached',
    inaktivTittel: (navn) => `${navn} does not receive reports here`,
    inaktivBydel: 'Choose another if you are not sure where the child lives. Otherwise you can report like this:',
    inaktivTekst: 'You can report like this:',
    inaktivRing: (navn) => `Call the switchboard of ${navn} kommune and ask for “barnevernstjenesten”.`,
    inaktivBrev: 'Or send a letter to:',
    inaktivAdresse: (navn) => ['Barnevernstjenesten', `${navn} kommune`],
    inaktivVakt: 'Outside office hours: the emergency child welfare service where the child is',
    inaktivAlarm: 'The helpline for children and young people, day and night:',
    inaktivFare: 'The police, if life is in danger:',
    inaktivKladd: 'Anything you have written is kept as a draft, so that you can read it out or copy it down.',
    bydelHjelp: (navn) => `If you do not know which district the child lives in, the report goes to ${navn}.`,
    bydelVetIkke: 'I don’t know',
    mottaker: (navn) => `The report goes to the child welfare service in ${navn}.`,
  },

  barn: {
    nr: (nr) => `Child ${nr}`,
    ufoedtNr: (nr) => `Child ${nr} (unborn)`,
    leggTil: 'Add a child',
    fjernNr: (nr) => `Remove child ${nr}`,
    fulgt: 'Same as child 1:',
    ingenAdresse: 'Child 1 has no address yet.',
    fraBarn1: 'Same address as child 1',
    fortroligTekst:
      'Then do not write the address anywhere in the form. Anything you had written in the address fields has been deleted. The child welfare service will find it.',
    ufoedtPrivat:
      'The child welfare service needs the consent of the pregnant woman to investigate or help before the child is born. You may report all the same.',
    ufoedtOffentlig: [
      medLov(
        lov.helsepersonell,
        'en',
        (l) => `The duty to report in ${l} does not cover unborn children.`,
        'The duty of health personnel to report does not cover unborn children.',
      ),
      'The child welfare service needs the consent of the pregnant woman to investigate or help before the child is born.',
      medLov(
        lov.tilbakeholdelse,
        'en',
        (l) => `The exception: she may be kept in an institution under ${l}.`,
        'The exception: in some cases she may be kept in an institution.',
      ),
    ].join(' '),
    fortroligSkole: 'The name of the school or kindergarten can also tell where the child lives. Leave it empty if the child welfare service does not need it.',
  },

  melder: {
    ikkeValgt: 'Not chosen',
    oppslag: {
      knapp: 'Get name and address',
      om: 'We ask the Central Coordinating Register (Enhetsregisteret). They learn which number we ask about, not who is asking, or why.',
      henter: 'Getting it from the register …',
      fylt: (navn) => `Filled in from the register: ${navn}. Please check that it is right.`,
      beholdt: (hva) => `The register has: ${hva}. What you have written yourself is not changed.`,
      ikkeFunnet: 'The register has nobody with that number. Write the name and address yourself.',
      forMange: 'You have asked many times. Wait a minute, or write the name and address yourself.',
      feilet: 'We cannot get it right now. Write the name and address yourself.',
    },
  },

  foresatt: {
    nr: (nr) => `Guardian ${nr}`,
    leggTil: 'Add a guardian',
    fjernNr: (nr) => `Remove guardian ${nr}`,
    ikkeOrienter:
      'What you have ticked may be violence or abuse. Then you should not tell the guardians first. Answer “No”, and write “Suspected violence or abuse”.',
    alleredeOrientert:
      'What you have ticked may be violence or abuse, and the guardian already knows that you are reporting. Write how it was received. Call if it may have made the child less safe.',
    orienter:
      'As a rule, guardians should know that you are reporting. If violence or abuse is suspected, they should not be told first.',
  },

  bekymring: {
    faretekst: 'If the child is in danger now, call. Reports from here are not read around the clock.',
    fareInnledning: 'You answered that the child is in danger now. Calling is fastest. Your report will not be read at once.',
    fareVidere: 'You can finish the report afterwards, or now if you have called. What you have written is kept.',
    fortsett: 'Continue with the report',
  },

  kontroll: {
    endre: 'Change',
    mottakerTittel: 'Who receives the report',
    mottaker: (navn) =>
      `The report is sealed for the child welfare service in ${navn}. If nobody there has confirmed it within two working days, it is also sent as a letter. Then a printing house opens it to print it.`,
    familien: {
      PRIVAT:
        'The family may be told what you have written, and usually who reported. If you do not want them to have your name, you can ask for that under “About you”.',
      OFFENTLIG: 'The family may be told what you have written, and who reported.',
    },
    ingenSvar: 'You have answered nothing on this page. That is all right.',
    varslerTittel: 'Please look at this. You can send all the same.',
    ikkeKontrollert: 'We got no answer when we tried to check your answers. You can wait a little, or try to send.',
    send: 'Send the report',
    sender: 'Sending …',
    mine: 'See whether the report arrived: My reports',
    tomtTittel: 'The form is empty',
    tomt: 'There is nothing to send here.',
    tomtStart: 'Write a new report',
  },

  utkast: {
    ikkeBegynt: 'The draft is saved while you write.',
    venter: 'Not saved yet',
    lagrer: 'Saving …',
    lagret: (tid) => `Saved ${tid}`,
    feilet: 'Not saved yet – trying again. What you have written is still here. Do not close the window.',
    utloggetIkkeLagret: 'Not saved yet. Log in again, and what you have written is saved.',
    beholdes: (tid) => `The draft is deleted by itself ${tid}.`,
    lagreNa: 'Save now',
    funnetTittel: 'You have a draft',
    funnet: (lagret, utloper) => `It was saved ${lagret}, and is deleted by itself ${utloper}.`,
    fortsett: 'Continue with the draft',
    medSvar: {
      PRIVAT:
        'The answers both forms have room for come along. These do not: your job and e-mail, the child’s national identity number, phone and school, the conditions in the law, who knows that you are reporting, consent, interpreter, and who else is helping.',
      OFFENTLIG:
        'The answers both forms have room for come along. These do not: your address, language or interpreter for you, how you know the child, and the wish that the family is not told that you have reported.',
    },
    kladdenDer: 'All of it stays in the draft in the other form until you delete that, or it expires.',
    somDuForlotDen: 'The draft is as you left it. What you have written in the other form since then is in the draft there.',
    slett: 'Delete the draft',
    slettTittel: 'Delete the draft?',
    slettTekst: 'All you have written in the form will be gone, with us as well. A report that has been sent will not.',
    slettJa: 'Delete',
    slettFeilet:
      'The text is gone from here, but we could not delete the draft with us. Reload the page in a while, and delete it then. Otherwise it is deleted by itself.',
    hentFeilet: 'We cannot see whether you have a draft from before. Try again before you begin, so that nothing is lost.',
    nyereTittel: 'The draft has been saved from another window',
    nyere: (tid) =>
      `It happened ${tid}. What you write here is not saved until you have chosen which of them to go on with.`,
    brukNyere: 'Show the one from the other window',
    beholdDette: 'Keep what is here',
    erstattet: 'You now see what was saved last. What stood here before is not gone yet.',
    hentTilbake: 'Change to what stood here before',
    stoppet: 'Not being saved: something was done in another window, and you must choose.',
    tilValget: 'Go to the choice',
    forNyttTittel: 'The draft was written in a newer version of the page',
    forNytt: 'Reload the page to continue with it.',
    forLang: 'Not saved: the text is too long. All of it is still here. Make it shorter, and it is saved.',
  },

  utlogget: {
    lagret: 'The draft is saved. Log in again, and you come back here.',
    her: 'Log in again',
  },

  feil: {
    oppsummering: 'Before you go on, please correct this:',
    oppsummeringSend: 'Before you can send, please correct this:',
    fyllUt: (hva) => `Fill in “${hva}”`,
    svar: (hva) => `Answer “${hva}”`,
    velgKommune: 'Choose a municipality from the list',
    velgBydel: 'Choose a district, or “I don’t know”',
    kommuneInaktiv: 'The receiver does not take reports here. Choose another, or call',
    ukjentKommune: 'There is no such municipality. Choose one from the list',
    ukjentBydel: 'There is no such district. Choose one from the list',
    forLang: (hva, grense) => `“${hva}” is too long. There is room for ${grense} characters`,
    forMange: (hva, grense) => `“${hva}”: there can be at most ${grense}`,
    telefon: 'Write the phone number in digits, with + and country code first if you like',
    epost: 'Write the e-mail address like this: name@example.com',
    ugyldig: (hva) => `“${hva}” is not filled in correctly`,
    skalVaereTom: (hva) => `“${hva}” belongs to another choice. Take it away`,
    ikkeSendtTittel: 'The report has not been sent',
    utenSvarTittel: 'You have no receipt',
    ingentingSendt: 'Nothing has been sent.',
    fortsattUvisst: 'We still do not know whether an earlier attempt was stored. The same report cannot become two.',
    nett: 'We cannot reach the service. As long as you see no receipt, assume that nothing has been sent. Everything you have written is still here. Try again – the same report is never sent twice.',
    utilgjengelig:
      'The service could not store the report now. Everything you have written is still here. Wait a little and try again.',
    uvisst:
      'The connection broke while the report was being stored, and we do not know whether it was. Everything you have written is still here. Press “Send the report” once more: if it is stored, you get the receipt, and it cannot become two.',
    ingenNokkel:
      'We cannot seal the report to this receiver right now, and so we do not send it. Those who run the service have been alerted. Everything you have written is still here. Try again later, or call the municipality’s switchboard and ask for “barnevernstjenesten”.',
    forMye: 'There have been too many attempts in a short time. Wait a minute and try again.',
    gammelSide: 'The page has been updated since you opened it. Reload the page. Your draft is saved.',
    gammelSideUlagret:
      'The page has been updated since you opened it. Copy your text, reload the page and paste it in.',
    intern:
      'Something went wrong with us, and you have no receipt. Everything you have written is still here. Try again – the same report is never sent twice.',
    ikkeInnlogget: 'You are logged out. Log in again, come back here and send once more.',
  },

  varsel: {
    FNR_KONTROLLSIFFER:
      'The number does not look like a valid national identity number or D number. Please check it. You can send all the same.',
    FNR_SYNTETISK: 'This is an identity number of the kind used in tests. You can send all the same.',
    ORGNR_KONTROLLSIFFER:
      'This does not look like a valid organisation number. Please check it. You can send all the same.',
    EPOST_UTENFOR_FORMAT:
      'The address is fine, but the format of the report has no room for the way it is written. It is sent in the text instead.',
    POSTNUMMER_FORMAT: 'Norwegian postal codes have four digits. You can send all the same.',
  },

  allerede: {
    tittel: (tid) => `This report was sent ${tid}`,
    tekst: 'What you have changed since then has not been sent.',
    seKvittering: 'See the receipt',
    sendSomNy: 'Make the text a new report',
    kast: 'Start again',
  },
});
