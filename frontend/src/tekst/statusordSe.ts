import type { Statusord } from '../status/statusord';

/** What a reporter is told about where a report is, in Northern Sámi. */
export const statusordSe: Statusord = {
  KLAR: {
    tittel: 'Vurkejuvvon – vuordá mánáidsuodjalusbálvalusa',
    forklaring: 'Dieđáhus lea giddejuvvon ja gárvvis sidjiide. Sii eai leat vel duođaštan ahte dat lea sis.',
  },
  SENDES: {
    tittel: 'Mátkkis – vuordá mánáidsuodjalusbálvalusa',
    forklaring: 'Dieđáhus lea giddejuvvon sin vuostáiváldimis, dahje lea mátkkis dohko. Sii eai leat vel duođaštan ahte dat lea sis.',
  },
  HOS_BUDET: {
    tittel: 'Mátkkis',
    forklaring: 'Dieđáhus lea addojuvvon sutnje guhte doalvu dan. Mánáidsuodjalusbálvalus ii leat vel vástidan.',
  },
  AVVIST: {
    tittel: 'Ii joavdan elektrovnnalaččat',
    forklaring:
      'Mánáidsuodjalusbálvalusa vuogádat ii váldán vuostá. Dieđáhus ii leat jávkan: dat sáddejuvvo reivven. Jus lea hoahppu, de riŋge.',
  },
  BREV: {
    tittel: 'Sáddejuvvo reivven',
    forklaring: 'Dieđáhus lea addojuvvon deaddileapmái. Mánáidsuodjalusbálvalus ii leat vel duođaštan ahte dat lea sis.',
  },
  BREV_POSTET: {
    tittel: 'Sáddejuvvon reivven',
    forklaring: 'Reive lea addojuvvon postii. Ii oktage mánáidsuodjalusbálvalusas leat duođaštan ahte dat lea joavdan.',
  },
  BREV_AVVIST: {
    tittel: 'Reivve ii sáhttán sáddet',
    forklaring: 'Dieđáhus ii leat jávkan: dat lea ain giddejuvvon dáppe. Jus lea hoahppu, de riŋge mánáidsuodjalusbálvalussii.',
  },
  KVITTERT: {
    tittel: 'Sin vuogádat dadjá ahte dat joavddai',
    forklaring: 'Sin fágavuogádat dadjá ahte dieđáhus lea vuostáiváldojuvvon. Ii leat duođaštuvvon ahte dat lea vurkejuvvon doppe, ja danin mii čuovvut dan ain.',
  },
  LAGRET: {
    tittel: 'Vurkejuvvon mánáidsuodjalusbálvalusas',
    forklaring: 'Sin vuogádat lea vurken dieđáhusa ja lohkan dan fas ruovttoluotta. Dat ii mearkkaš ahte oktage lea vel lohkan dan.',
  },
  BEKREFTET: {
    tittel: 'Mánáidsuodjalusbálvalus lea duođaštan',
    forklaring: 'Olmmoš doppe lea duođaštan ahte dieđáhus lea sis.',
  },
};
