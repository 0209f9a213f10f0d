import type { Hjelpetekster } from './hjelpNb';

export const hjelpNn: Hjelpetekster = {
  stikkord: {
    privat: {
      tittel: 'Kva kan eg skrive om?',
      punkter: [
        'Kva har du sett eller høyrt?',
        'Når skjedde det, og kor ofte?',
        'Kven var der, og kven sa kva?',
        'Kva har barnet sjølv sagt eller gjort?',
        'Kva skjer no? Er det noko som snart kjem til å skje?',
        'Kor lenge har du vore uroleg?',
        'Veit nokon andre om det? Har du snakka med familien?',
      ],
    },
    melding: {
      tittel: 'Kva kan eg skrive om uroa?',
      punkter: [
        'Kva har du sett eller høyrt, og når?',
        'Kor ofte? Er det éi hending, eller noko som går igjen?',
        'Kva har barnet sagt, med eigne ord, og til kven?',
        'Kven andre har sett det same?',
        'Kva skjer no? Er det noko som hastar?',
        'Kva har du sett, og kva trur du? Hald det frå kvarandre.',
      ],
    },
    historie: {
      tittel: 'Kva kan eg skrive om bakgrunnen?',
      punkter: [
        'Kor lenge har det vart? Er det blitt verre eller betre?',
        'Kva har de prøvd, kor lenge, og korleis gjekk det?',
        'Kven har snakka med barnet eller foreldra om det, og når?',
        'Har nokon hjelpt familien før?',
      ],
    },
    andreSynspunkter: {
      tittel: 'Kva kan eg skrive om det dei sjølve seier?',
      punkter: [
        'Kva ønskjer barnet sjølv?',
        'Kva seier foreldra om det du er uroleg for?',
        'Kven sa kva, og når?',
        'Er det nokon du ikkje har spurt? Skriv gjerne kvifor.',
      ],
    },
  },
  stikkordSlutt: 'Du treng ikkje svare på alt. Det du har skrive i feltet, blir ståande.',

  vold: {
    PRIVAT:
      'Du treng ikkje vere sikker. Ikkje ta det opp med foreldra eller den du trur gjer det, før du har meldt. Ikkje spør ut barnet. Det kan gjere det farlegare for barnet.',
    OFFENTLIG:
      'Det du har kryssa av for, kan vere vald eller overgrep. Då skal du ikkje orientere dei føresette først. Politiet og barnevernstenesta avgjer når dei får vite det.',
  },
  ring: 'Er barnet i fare no, ring 112. Hastar det elles, ring politiet på 02800.',
};
