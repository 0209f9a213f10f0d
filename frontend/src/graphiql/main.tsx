import './nonce';
import '../stil/fonter.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './graphiql.css';
import 'graphiql/setup-workers/vite';
import { createRoot } from 'react-dom/client';
import { vedOppstart } from '../flukt/forlat';
import { graphiqltekster } from '../tekst/graphiql/graphiqltekst';
import { somKontorsprak } from '../tekst/kontorsprak';
import { portaltekster } from '../tekst/portaltekst';
import { delSti } from '../tekst/sprakkode';
import { tryggrammer } from '../tekst/trygg/rammetekst';
import { Graphiqlside } from './Graphiqlside';

const rot = document.getElementById('rot');
if (!rot) throw new Error('graphiql.html has no #rot');

const { sprak } = delSti(location.pathname);
const vist = somKontorsprak(sprak);
document.documentElement.lang = vist;
if (vedOppstart()) {
  void Promise.all([portaltekster.hent(vist), tryggrammer.hent(vist)]).then(([portal, ramme]) => {
    createRoot(rot).render(<Graphiqlside t={graphiqltekster[vist]} portal={portal} ramme={ramme} sprak={sprak} />);
  });
}
