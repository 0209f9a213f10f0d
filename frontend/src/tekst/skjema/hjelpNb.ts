/** Questions that help one to write, by the field they stand at. */
export interface Stikkordene {
  tittel: string;
  punkter: string[];
}

/** Help while one writes, in bokmål. */
export const hjelpNb = {
  stikkord: {
    privat: {
      tittel: 'Hva kan jeg skrive om?',
      punkter: [
        'Hva har du sett eller hørt?',
        'Når skjedde det, og hvor ofte?',
        'Hvem var der, og hvem sa hva?',
        'Hva har barnet selv sagt eller gjort?',
        'Hva skjer nå? Er det noe som snart kommer til å skje?',
        'Hvor lenge har du vært bekymret?',
        'Vet noen andre om det? Har du snakket med familien?',
      ],
    },
    melding: {
      tittel: 'Hva kan jeg skrive om bekymringen?',
      punkter: [
        'Hva har du sett eller hørt, og når?',
        'Hvor ofte? Er det én hendelse, eller noe som går igjen?',
        'Hva har barnet sagt, med egne ord, og til hvem?',
        'Hvem andre har sett det samme?',
        'Hva skjer nå? Er det noe som haster?',
        'Hva har du sett, og hva tror du? Hold det fra hverandre.',
      ],
    },
    historie: {
      tittel: 'Hva kan jeg skrive om bakgrunnen?',
      punkter: [
        'Hvor lenge har det vart? Er det blitt verre eller bedre?',
        'Hva har dere prøvd, hvor lenge, og hvordan gikk det?',
        'Hvem har snakket med barnet eller foreldrene om det, og når?',
        'Har noen hjulpet familien før?',
      ],
    },
    andreSynspunkter: {
      tittel: 'Hva kan jeg skrive om det de selv sier?',
      punkter: [
        'Hva ønsker barnet selv?',
        'Hva sier foreldrene om det du er bekymret for?',
        'Hvem sa hva, og når?',
        'Er det noen du ikke har spurt? Skriv gjerne hvorfor.',
      ],
    },
  },
  stikkordSlutt: 'Du trenger ikke svare på alt. Det du har skrevet i feltet, blir stående.',

  vold: {
    PRIVAT:
      'Du trenger ikke være sikker. Ikke ta det opp med foreldrene eller den du tror gjør det, før du har meldt. Ikke spør ut barnet. Det kan gjøre det farligere for barnet.',
    OFFENTLIG:
      'Det du har krysset av for, kan være vold eller overgrep. Da skal du ikke orientere de foresatte først. Politiet og barnevernstjenesten avgjør når de får vite det.',
  },
  ring: 'Er barnet i fare nå, ring 112. Haster det ellers, ring politiet på 02800.',
};

export type Hjelpetekster = typeof hjelpNb;
