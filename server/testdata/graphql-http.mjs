// The server audits of npm graphql-http, the reference for GraphQL over HTTP, on our /graphql.
//
// Started by graphqlhttp_test.go: node graphql-http.mjs <node_modules> <url> <cookie>. Writes one line of JSON, the
// audits and how each went.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [moduler, url, kake] = process.argv.slice(2);
const fra = createRequire(join(moduler, 'x.js'));
const { auditServer } = await import(pathToFileURL(fra.resolve('graphql-http')));

const svar = await auditServer({
	url,
	fetchFn: (adresse, valg = {}) => fetch(adresse, { ...valg, headers: { ...valg.headers, 'x-portal': '1', cookie: kake } }),
});
console.log(JSON.stringify(svar.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
