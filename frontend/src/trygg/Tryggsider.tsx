import '../stil/skjema.css';
import './trygg.css';
import { AnonymSide } from './AnonymSide';
import { BlankettSide } from './BlankettSide';
import { HasterSide } from './HasterSide';
import { DeltSide, PersonvernSide, TilgjengelighetSide } from './Lesesider';

export { tryggtekster as tekster } from '../tekst/trygg/tryggtekst';

const sidene = {
  HASTER: HasterSide,
  ANONYM: AnonymSide,
  BLANKETT: BlankettSide,
  DELT: DeltSide,
  PERSONVERN: PersonvernSide,
  TILGJENGELIGHET: TilgjengelighetSide,
};

/** The pages that say what one may want to know before one dares, open to all. */
export default function Tryggsider({ side }: { side: keyof typeof sidene }) {
  const Siden = sidene[side];
  return <Siden />;
}
