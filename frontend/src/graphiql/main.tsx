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
import { delSti } from '../tekst/sprak';
import { Graphiqlside } from './Graphiqlside';

const rot = document.getElementById('rot');
if (!rot) throw new Error('graphiql.html has no #rot');

const { sprak } = delSti(location.pathname);
document.documentElement.lang = sprak;
if (vedOppstart()) createRoot(rot).render(<Graphiqlside t={graphiqltekster[sprak]} sprak={sprak} />);
