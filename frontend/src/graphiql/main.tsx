import './nonce';
import '../stil/fonter.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './graphiql.css';
import 'graphiql/setup-workers/vite';
import { createRoot } from 'react-dom/client';
import { graphiqltekster } from '../tekst/graphiql/graphiqltekst';
import { somKontorsprak } from '../tekst/kontorsprak';
import { delSti } from '../tekst/sprakkode';
import { Graphiqlside } from './Graphiqlside';

const rot = document.getElementById('rot');
if (!rot) throw new Error('graphiql.html has no #rot');

// Brought back by «back» after the session has ended, the page would show what it showed then.
window.addEventListener('pageshow', (hendelse) => {
  if (hendelse.persisted) location.reload();
});

const { sprak } = delSti(location.pathname);
const vist = somKontorsprak(sprak);
document.documentElement.lang = vist;
createRoot(rot).render(<Graphiqlside t={graphiqltekster[vist]} sprak={sprak} />);
