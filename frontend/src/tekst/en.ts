import type { Tekster } from './nb';
import { statusordEn } from './statusordEn';

/** English. «Barnevernstjenesten» is called «the child welfare service», as the national service does. */
export const en: Tekster = {
  sprak: {
    kode: 'en',
    velg: 'Language',
    kvalitetssikret: false,
    ikkeSikret: 'The translation has not been quality assured.',
    seBokmal: 'See the page in Norwegian (bokmål)',
  },

  felles: {
    portal: 'Barnevernportalen',
    hoppTilInnhold: 'Skip to main content',
    meny: 'Menu',
    mineMeldinger: 'My reports',
    minSak: 'My case',
    innboks: 'Inbox',
    administrasjon: 'Administration',
    driftsmelding: 'Service messages',
    loggInn: 'Log in',
    loggUt: 'Log out',
    laster: 'Loading …',
    provIgjen: 'Try again',
    avbryt: 'Cancel',
    lukk: 'Close',
    tilForsiden: 'To the front page',
    feilITittel: 'Error: ',
    innloggetSom: (navn) => `Logged in as ${navn}`,
    bunntekst:
      'The municipality you report to is responsible for the information. What you send is sealed for the child welfare service there.',
  },

  forlat: {
    knapp: 'Leave this site quickly',
    om: 'The button “Leave this site quickly” logs you out and opens an ordinary website. It does not delete your browsing history.',
  },

  haster: {
    tittel: 'If it is urgent',
    innledning: 'Reports from here are not read around the clock. Call if a child needs help now.',
    liv: 'Danger to life: the police',
    vakt: 'The police, if less urgent',
    barn: 'Helpline for children and young people',
    barnTillegg: 'Free, day and night. You may be anonymous.',
    barnevernvakt: 'Find the emergency child welfare service where the child is',
  },

  forside: {
    fanetittel: 'Front page',
    tittel: 'Are you worried about a child?',
    ingress:
      'You do not have to be certain, and you need no proof. The child welfare service assesses whether the child needs help. All you need to do is tell them.',
    velg: 'How do you want to report?',
    privatTittel: 'As a private person',
    privatTekst: 'You are a neighbour, friend, relative, parent, coach or other – and you learnt what you know in your own time.',
    privatKnapp: 'Report as a private person',
    offentligTittel: 'As a public employee or professional',
    offentligTekst: 'You have a duty of confidentiality and a duty to report, and you learnt what you know at work.',
    offentligKnapp: 'Report as a public employee or professional',
    usikker: 'Not sure which? Answer two questions',
    sporsmalJobb: 'Did you learn it at work?',
    sporsmalPlikt:
      'Do you work in the public sector, or have a statutory duty of confidentiality, for example as a doctor or psychologist?',
    ja: 'Yes',
    nei: 'No',
    radPrivat: 'Then you report as a private person.',
    radOffentlig:
      'Then you report as a public employee or professional. What you learnt at work you cannot report as a private person.',
    bytte: 'If you choose the wrong one, you can switch forms along the way. The answers that fit come along.',
    forTittel: 'Before you begin',
    for: [
      'You do not have to know everything.',
      'You log in with BankID or another electronic ID.',
      'The child welfare service will know your name. To be anonymous you must call or send a letter.',
      'What you write is saved with us as you go, encrypted. You can take a break and continue later.',
    ],
    etterTittel: 'What happens afterwards',
    etter: [
      'The report is stored, sealed for the child welfare service. You get a receipt.',
      'Here you can follow whether the child welfare service has confirmed that they have it. If they do not within two working days, it is also sent as a letter. Then a printing house opens it to print it.',
      'The child welfare service assesses the report within a week. They may contact you.',
    ],
    snakkeTittel: 'Would you rather talk to someone?',
    snakke:
      'Call the child welfare service in the municipality and ask what you should do. You can ask without saying who the child is.',
    delt: 'Do others use this device?',
    deltTekst:
      'We keep nothing of what you write on the device. But the browsing history shows that you have been here. Use a private window, and log out when you are done.',
  },

  innlogging: {
    fanetittel: 'Log in',
    tittel: 'Log in to continue',
    skjema:
      'Before you can write the report you must log in. Then the child welfare service knows whom to call, and nobody can report in your name.',
    annet: 'You must log in to see this page.',
    mottak: 'The inbox requires login at the highest level.',
    knapp: 'Log in',
    anonym: 'Do you not want to give your name? Call the child welfare service in the municipality, or send a letter.',
    nyttVindu: 'Log in in a new window',
    fullfortTittel: 'You are logged in again',
    fullfort: 'Close this window and go back to what you were doing. What you had written is still there.',
    feiletTittel: 'The login was not completed',
    feilet: 'Something went wrong on the way. You can try again.',
    avbrutt: 'It was cancelled before it was finished. You can try again.',
    utlopt: 'It took too long. You can try again.',
  },

  sesjon: {
    snartTittel: 'You will soon be logged out',
    snart: 'You have not done anything for a while. Do you want to continue?',
    snartSlutt: 'A login lasts no longer than two hours. What you have written is saved as far as the page says so. Log in again in a new window, and you can continue here.',
    fortsett: 'Continue',
    utloptTittel: 'You are logged out',
    utlopt: 'What you have written is still here, but not all of it is saved, and nothing has been sent. Log in again in a new window.',
    annenTittel: 'Somebody else has logged in',
    annen:
      'It happened in another window of this browser. What was here has been taken away, and nothing from here has been sent in your name. If you were the one who sat here first, what you had saved is there when you log in again.',
    loggetUt: 'You logged out in another window. What was here has been taken away. What you had saved is there when you log in again.',
  },

  feil: {
    ringTilslutt: 'If it is urgent, call instead.',
    feilId: (id) => `Error number: ${id}`,
    hentTittel: 'We cannot get this right now',
    hent: 'It is not gone. Try again in a little while.',
    siden: 'The page stopped. Reload it. If you have no receipt, assume that nothing has been sent.',
    lastPaNytt: 'Reload the page',
  },

  nett: {
    kobler: 'Connecting …',
    runder: 'The page is updated every 15 seconds.',
    sist: (kl) => `Last at ${kl}.`,
    na: 'Update now',
    frakoblet: 'You are offline',
    frakobletTekst: 'Nothing can be sent until you are online again.',
    borte: 'We cannot reach the service',
    borteTekst: 'We keep trying.',
    ulagret: 'What you have written is in this window. Leave it open, and we will save it when the connection is back.',
    ring: 'If it is urgent, call:',
    tilbake: 'The connection is back.',
    fanetittel: 'Portal',
    hentesIkke: 'We cannot get the page',
    hentesIkkeTekst: 'It is not gone, and what you have written is kept in this window. Try again when you are online.',
  },

  kvittering: {
    fanetittel: 'Receipt',
    tittel: 'Your report is stored',
    ingress: (navn) =>
      `It is sealed for the child welfare service in ${navn}. They have not yet confirmed that they have it. You can follow it on the status page.`,
    ingressBekreftet: (navn) => `It is sealed for the child welfare service in ${navn}.`,
    referanse: 'Reference',
    referanseKort: (kort) => `Short: ${kort}`,
    referanseHjelp: 'Keep it. Quote it if you call the child welfare service.',
    tid: 'Stored',
    mottaker: 'Receiver',
    tjenesten: (navn) => `The child welfare service in ${navn}`,
    status: 'Follow the report',
    skrivUt: 'Print the receipt',
    kalender: {
      tittel: 'Do you want a reminder?',
      tekst: (dato, hendelse) =>
        `You can save a calendar file for ${dato}, 21 days after you reported. It says “${hendelse}”, and nothing of what it is about. But the file stays on the device, and others may be able to see your calendar. If you are unsure, leave it.`,
      knapp: 'Download calendar file',
      hendelse: 'Await reply',
    },
    kopiTittel: 'Your own copy',
    kopi: 'Download the report (PDF)',
    kopiHjelp:
      'The copy holds everything you wrote. It can only be fetched while you are logged in now. Do not save it on a device others use.',
    kopiBorte: 'The copy could only be fetched in the login the report was sent from.',
    videreTittel: 'What happens now?',
    videre: {
      PRIVAT: [
        {
          tittel: 'The child welfare service confirms',
          tekst: 'If not within two working days, the report is also sent as a letter. Then a printing house opens it to print it.',
        },
        {
          tittel: 'They assess the report within a week',
          tekst: 'They decide whether there is reason to look into how the child is doing.',
        },
        {
          tittel: 'You get a letter within three weeks if you wrote your address',
          tekst: 'The letter confirms that they have received the report.',
        },
        {
          tittel: 'They may contact you',
          tekst: 'They have a duty of confidentiality, so you will not be told what they do next.',
        },
      ],
      OFFENTLIG: [
        {
          tittel: 'The child welfare service confirms',
          tekst: 'If not within two working days, the report is also sent as a letter. Then a printing house opens it to print it.',
        },
        {
          tittel: 'They assess the report within a week',
          tekst: 'They decide whether there is reason to look into how the child is doing.',
        },
        {
          tittel: 'You get an answer within three weeks',
          tekst:
            'They confirm that they have received the report, and say whether they have opened an investigation. When it is finished, you are told.',
        },
        {
          tittel: 'Heard nothing after 21 days?',
          tekst: 'Contact the child welfare service, and quote the reference.',
        },
      ],
    },
    ferdig: 'If others use this device, log out when you are done.',
  },

  mine: {
    fanetittel: 'Overview',
    tittel: 'My reports',
    ingress: 'Here you see where your reports are. What you wrote is sealed for the child welfare service, and is not shown here.',
    ingen: 'You have sent no reports from here.',
    sendt: 'Sent',
    ny: 'Write a new report',
  },

  status: {
    fanetittel: 'Status',
    tittel: 'Where is the report?',
    na: 'Now',
    til: (navn) => `To the child welfare service in ${navn}`,
    sendt: (tid) => `Stored ${tid}`,
    historikk: 'What has happened',
    direkte: 'The page updates by itself.',
    ikkeDirekte: 'No connection right now. We are trying again. What you see may be old.',
    ikkeFunnet: 'We cannot find the report',
    ikkeFunnetTekst: 'It does not exist, or somebody else sent it.',
    kvittering: 'See the receipt',
    tilbake: 'All my reports',
  },

  statusord: statusordEn,

  ikkeFunnet: {
    tittel: 'There is no such page',
    tekst: 'The address may be misspelt, or the page has moved.',
  },
};
