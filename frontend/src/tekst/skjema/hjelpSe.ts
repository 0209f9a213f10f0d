import type { Hjelpetekster } from './hjelpNb';

export const hjelpSe: Hjelpetekster = {
  stikkord: {
    privat: {
      tittel: 'Man birra sáhtán čállit?',
      punkter: [
        'Maid leat oaidnán dahje gullan?',
        'Goas dat dáhpáhuvai, ja man dávjá?',
        'Geat ledje doppe, ja gii dajai maid?',
        'Maid lea mánná ieš dadjan dahje dahkan?',
        'Mii dáhpáhuvvá dál? Lea go juoga mii fargga dáhpáhuvvá?',
        'Man guhká leat leamaš fuolas?',
        'Dihtet go earát dan birra? Leat go hállan bearrašiin?',
      ],
    },
    melding: {
      tittel: 'Maid sáhtán čállit fuola birra?',
      punkter: [
        'Maid leat oaidnán dahje gullan, ja goas?',
        'Man dávjá? Lea go okta dáhpáhus, dahje juoga mii geardduhuvvo?',
        'Maid lea mánná dadjan, iežas sániiguin, ja geasa?',
        'Geat earát leat oaidnán seamma?',
        'Mii dáhpáhuvvá dál? Lea go mihkkege hohpohallamis?',
        'Maid leat oaidnán, ja maid jáhkát? Doala daid sierra.',
      ],
    },
    historie: {
      tittel: 'Maid sáhtán čállit duogáža birra?',
      punkter: [
        'Man guhká lea bistán? Lea go šaddan vearrábun vai buorebun?',
        'Maid lehpet geahččalan, man guhká, ja mo manai?',
        'Gii lea hállan mánáin dahje váhnemiiguin dan birra, ja goas?',
        'Lea go giige veahkehan bearraša ovdal?',
      ],
    },
    andreSynspunkter: {
      tittel: 'Maid sáhtán čállit das maid sii ieža dadjet?',
      punkter: [
        'Maid háliida mánná ieš?',
        'Maid dadjet váhnemat das mas don leat fuolas?',
        'Gii dajai maid, ja goas?',
        'Lea go oktage geas it leat jearran? Čále vaikko manne.',
      ],
    },
  },
  stikkordSlutt: 'It dárbbaš vástidit buot. Dat maid leat čállán giddái, bissu doppe.',

  vold: {
    PRIVAT:
      'It dárbbaš leat sihkar. Ale váldde dan ovdan váhnemiiguin dahje singuin geat du mielas dahket dan, ovdalgo leat dieđihan. Ale jearahala máná. Dat sáhttá dahkat dili váralažžan mánnái.',
    OFFENTLIG:
      'Dat maid leat merken, sáhttá leat veahkaváldi dahje illasteapmi. De it galgga dieđihit ovddasteddjiide vuos. Politiija ja mánáidsuodjalusbálvalus mearrideaba goas sii ožžot diehtit.',
  },
  ring: 'Jus mánná lea váras dál, riŋge 112. Jus muđui hohpohallá, riŋge politiijai 02800.',
};
