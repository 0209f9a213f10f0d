// npm graphql-ws, the client the portal uses, on our websocket.
//
// Started by graphqlws_test.go: node graphql-ws.mjs <node_modules> <url> <origin> <cookie> <hashes and variables, JSON>.
// Writes one line of JSON for each thing that happens; between two of them the test changes something.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [moduler, url, opphav, kake, oppdrag] = process.argv.slice(2);
const fra = createRequire(join(moduler, 'x.js'));
const { createClient } = await import(pathToFileURL(fra.resolve('graphql-ws')));
const { WebSocket } = fra('ws');
const dokumenter = JSON.parse(oppdrag);
const si = (hva, verdi) => console.log(JSON.stringify({ hva, verdi }));

class Nettleser extends WebSocket {
	constructor(adresse, protokoller) {
		super(adresse, protokoller, { origin: opphav, headers: { cookie: kake } });
	}
}

// lazy, and closed the moment nothing is under way: a stray «complete» then meets the next operation.
const klient = createClient({ url, webSocketImpl: Nettleser, lazy: true, lazyCloseTimeout: 0, retryAttempts: 0 });

const be = ({ hash, variables }) => ({ query: '', variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

/** One operation to its end: all it gave, and how it ended. */
const kjor = (operasjon) =>
	new Promise((ferdig) => {
		const fikk = [];
		klient.subscribe(be(operasjon), {
			next: (v) => fikk.push(v),
			error: (feil) => ferdig({ fikk, slutt: 'error', feil }),
			complete: () => ferdig({ fikk, slutt: 'complete' }),
		});
	});

si('sporring', await kjor(dokumenter.sporring));
for (let n = 0; n < 3; n++) {
	si('feil', await kjor(dokumenter.feil));
	si('etter feil', await kjor(dokumenter.sporring));
}
si('ukjent', await kjor(dokumenter.ukjent));
si('etter ukjent', await kjor(dokumenter.sporring));

const strom = klient.iterate(be(dokumenter.abonnement));
si('forste', (await strom.next()).value);
si('endret', (await strom.next()).value);
await strom.return();
si('etter strommen', await kjor(dokumenter.sporring));
await klient.dispose();
