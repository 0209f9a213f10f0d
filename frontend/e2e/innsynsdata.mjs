// What the citizen's pages are tested on: cases of each kind that a page must be able to show.
import { randomUUID } from 'node:crypto';

const OSLO = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });

/** A day so many days from today in Norway, at a time of day, as a case system writes it. An hour or two a night it is not yet that in UTC. */
export function dag(antall, klokka = '12:00') {
  const [ar, maned, idag] = OSLO.format(Date.now()).split('-').map(Number);
  const d = new Date(Date.UTC(ar, maned - 1, idag + antall)).toISOString().slice(0, 10);
  return `${d}T${klokka}:00+01:00`;
}

const part = (rolle, fornavn, etternavn, fodselsnummer) => ({ rolle, fornavn, etternavn, fodselsnummer });
export const barnet = part('HOVEDPERSON', 'Ylva Synt', 'Kråkefot', '12851064263');
const meg = part('MOR', 'Marte Synt', 'Melder', '14838831231');

const stegene = [
  { navn: 'Melding', startdato: dag(-80), sluttdato: dag(-73) },
  { navn: 'Undersøkelse', startdato: dag(-73), sluttdato: dag(17), beskrivelse: 'Vi snakker med dere hjemme, og med skolen.' },
  { navn: 'Vedtak', startdato: dag(20) },
  { navn: 'Fase 4B', startdato: dag(120) },
];

export const sak = {
  tittel: 'Undersøkelse høsten',
  beskrivelse: 'Saken begynte etter en melding fra skolen.',
  minPart: meg,
  andreParter: [barnet, part('FAR', 'Frode Synt', 'Kråkefot', '28828319363')],
  milepeler: stegene,
  navaerendeMilepel: stegene[1],
  saksansvarlig: 'Kari Synt Normann',
  saksaar: 2026,
  sakssekvensnummer: 1234,
  saksdato: dag(-80),
  sistOppdatert: dag(-1),
  lenker: [
    { url: 'https://www.bergen.kommune.no/barnevern', egendefinert: { utseende: 'KNAPP', bokmal: 'Les om undersøkelser', engelsk: 'Read about inquiries' } },
    { url: 'tel:55565556', egendefinert: { nordsamisk: 'Riŋge midjiide' } },
    { url: 'javascript:alert(1)', egendefinert: { bokmal: 'Trykk på meg' } },
  ],
};

export const lukketSak = { tittel: 'Sak om plassering', minPart: { ...meg, rolle: 'VERGE' }, andreParter: [{ ...barnet, fornavn: 'Bo Synt' }], saksdato: dag(-400), avsluttet: dag(-100) };
export const nakenSak = { tittel: 'Uten noe som helst' };

const LANGT = 'Barnevernstjenesteundersøkelsessakssamarbeidsmøtereferatsutkast'.repeat(3);
export const langSak = {
  tittel: `Sak ${LANGT}`,
  beskrivelse: LANGT,
  minPart: { ...meg, fornavn: LANGT },
  andreParter: [{ ...barnet, fornavn: LANGT }],
  milepeler: Array.from({ length: 9 }, (_, i) => ({ navn: `${i} ${LANGT}`, startdato: dag(i * 10 - 55) })),
  navaerendeMilepel: { navn: `5 ${LANGT}`, startdato: dag(-5), sluttdato: dag(5), beskrivelse: LANGT },
  saksansvarlig: LANGT,
  lenker: [{ url: `https://${'a'.repeat(60)}.example/`, egendefinert: { utseende: 'KNAPP', bokmal: LANGT } }],
};
export const langPost = {
  tittel: LANGT,
  beskrivelse: LANGT,
  journaldato: dag(-3),
  tidslinje: true,
  klagefrist: dag(2),
  dokumenttype: 'VEDTAK',
  dokumenter: [{ tittel: LANGT, filnavn: `${LANGT}.pdf`, mimeType: 'application/pdf' }],
  korrespondanseparter: [{ korrespondanseparttype: 'EA', person: { fornavn: LANGT, etternavn: LANGT, fodselsnummer: '28828319363' } }],
};

export const TITTEL = {
  referat: 'Møtereferat fra samtale hjemme',
  vedtak: 'Vedtak om råd og veiledning i hjemmet',
  plan: 'Tiltaksplan for høsten',
  skjult: 'Uttalelse fra psykolog',
  avvist: 'Notat fra samtale med skolen',
  postkasse: 'Innkalling til møte',
};

/** The entries of the case: one of each kind, and eighteen letters. `lenke` is where a file lies. */
export function poster(lenke) {
  const fil = (tittel, mer = {}) => ({ tittel, filnavn: 'fil.pdf', mimeType: 'application/pdf', storrelse: 143_211, lenke, ...mer });
  const referat = randomUUID();
  return [
    {
      meldingId: referat,
      tittel: TITTEL.referat,
      dokumenttype: 'MOTEREFERAT',
      journalposttype: 'X',
      journaldato: dag(-30),
      tidslinje: true,
      dokumenter: [fil('Referat'), fil('Skjema', { filnavn: 'skjema.docx', mimeType: 'application/msword', storrelse: undefined })],
    },
    {
      tittel: TITTEL.vedtak,
      beskrivelse: 'Barnevernstjenesten har bestemt at familien skal få råd og veiledning hjemme.\n\nVedtaket gjelder i ett år.',
      dokumenttype: 'VEDTAK',
      journalposttype: 'U',
      journaldato: dag(-9),
      dokumentetsDato: dag(-10),
      klagefrist: dag(3),
      tidslinje: true,
      dokumenter: [fil('Vedtak om råd og veiledning')],
      relaterteJournalposter: [referat],
      korrespondanseparter: [
        { korrespondanseparttype: 'IA', organisasjon: { navn: 'Bergen kommune', kontaktperson: 'Kari Synt Normann', organisasjonsnummer: '974760673' } },
        { korrespondanseparttype: 'EM', person: { fornavn: 'Marte Synt', etternavn: 'Melder', fodselsnummer: '14838831231' } },
      ],
    },
    {
      tittel: TITTEL.plan,
      dokumenttype: 'TILTAKSPLAN',
      journaldato: dag(-5),
      tidslinje: true,
      dokumenter: [fil('Plan')],
      tiltaksplanDetaljer: {
        tiltaksstatus: 'AKTIV',
        startdato: dag(-5),
        sluttdato: dag(180),
        delmal: [
          { id: '1', beskrivelse: 'Ylva kommer på skolen hver dag, og har en voksen å snakke med der.' },
          { id: '2', beskrivelse: 'Dere får hjelp til å ha faste rutiner om kvelden.' },
        ],
      },
    },
    { tittel: TITTEL.skjult, journaldato: dag(-40), journalposttype: 'I', tidslinje: true, innsynsforesporselStatus: 'IKKE_FORESPURT', systemId: randomUUID(), mappeId: { mappeId: '1' } },
    { tittel: TITTEL.avvist, journaldato: dag(-41), journalposttype: 'X', innsynsforesporselStatus: 'AVVIST' },
    {
      tittel: TITTEL.postkasse,
      journaldato: dag(-20),
      journalposttype: 'U',
      svarUtForsendelseId: randomUUID(),
      dokumenter: [{ tittel: 'Innkalling', filnavn: 'a.pdf', mimeType: 'application/pdf', svarUtFilnummer: 1 }],
    },
    ...brev(18, lenke),
  ];
}

export const brev = (antall, lenke) =>
  Array.from({ length: antall }, (_, i) => ({
    tittel: `Brev nummer ${i + 1} fra skolen`,
    journalposttype: 'I',
    journaldato: dag(-50 - i * 25),
    tidslinje: i % 3 === 0,
    dokumenter: [{ tittel: `Brev ${i + 1}`, filnavn: 'brev.pdf', mimeType: 'application/pdf', storrelse: 1200, lenke }],
  }));

/** A small PDF, whole. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
