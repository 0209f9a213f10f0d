// An identity provider that is not ours (npm oidc-provider, certified), set up as ID-porten is: pushed requests only,
// PKCE, private_key_jwt, pairwise sub, acr levels, back-channel logout. It is the portal's login's second opinion.
//
// Started by oidcprovider_test.go with one argument: the path of node_modules. Reads one line of JSON, the client's
// registration; writes one, {"issuer": …}, when it listens; ends when its standard input does.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fra = createRequire(join(process.argv[2], 'x.js'));
const { Provider, interactionPolicy } = await import(pathToFileURL(fra.resolve('oidc-provider')));

const [client] = await new Promise((klar) => {
	const linjer = createInterface({ input: process.stdin });
	linjer.once('line', (l) => klar([JSON.parse(l)]));
	linjer.once('close', () => process.exit(0));
});

const server = createServer();
await new Promise((klar) => server.listen(0, '127.0.0.1', klar));
const issuer = `http://127.0.0.1:${server.address().port}`;

const nivaer = ['idporten-loa-substantial', 'idporten-loa-high'];
const personer = {
	mor: { pid: '05898627006', name: 'Mona Synt Mor' },
	far: { pid: '28828319363', name: 'Finn Synt Far' },
};

// The library takes acr_values as a wish; ID-porten asks again until it is met.
const policy = interactionPolicy.base();
policy.get('login').checks.add(
	new interactionPolicy.Check('acr_for_lav', 'a higher level is needed', 'login_required', (ctx) => {
		const vil = nivaer.indexOf(ctx.oidc.params.acr_values);
		const har = nivaer.indexOf(ctx.oidc.session.acr);
		return har < vil ? interactionPolicy.Check.REQUEST_PROMPT : interactionPolicy.Check.NO_NEED_TO_PROMPT;
	}),
);

const provider = new Provider(issuer, {
	clients: [client],
	acrValues: nivaer,
	claims: { openid: ['sub', 'pid'], profile: ['name'], acr: null, amr: null, auth_time: null, iss: null, sid: null },
	conformIdTokenClaims: false,
	cookies: { keys: ['bare til test'], long: { httpOnly: true, sameSite: 'none' } },
	enableHttpPostMethods: true, // end_session by POST, as ID-porten recommends
	features: {
		devInteractions: { enabled: false },
		pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
		backchannelLogout: { enabled: true },
		rpInitiatedLogout: {
			enabled: true,
			logoutSource: (ctx, form) => {
				ctx.body = `<!doctype html><title>Logg ut</title>${form}`;
			},
		},
	},
	// The library's own agent refuses loopback addresses, and ours is one: only the address and the body are passed on.
	fetch: (url, { method, headers, body }) => fetch(url, { method, headers, body }),
	findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...personer[id] }) }),
	interactions: { policy, url: (_ctx, i) => `/interaction/${i.uid}` },
	loadExistingGrant: async (ctx) => {
		const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
		grant.addOIDCScope('openid profile');
		await grant.save();
		return grant;
	},
	pairwiseIdentifier: (_ctx, id, c) => `${c.clientId}-${id}-pairwise`,
	subjectTypes: ['pairwise'],
	ttl: { IdToken: 120, AccessToken: 120, AuthorizationCode: 60, Grant: 7200, Interaction: 600, Session: 7200 },
});

provider.on('backchannel.error', (_ctx, err) => console.error('backchannel.error', err));
const svar = provider.callback();
server.on('request', async (req, res) => {
	if (!req.url.startsWith('/interaction/')) {
		svar(req, res);
		return;
	}
	// Instead of a page: whoever login_hint names proves to be that person, at the level asked for.
	const { params } = await provider.interactionDetails(req, res);
	const login = { accountId: params.login_hint ?? 'mor', acr: params.acr_values, amr: ['TestID'] };
	await provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
});
process.stdout.write(`${JSON.stringify({ issuer })}\n`);
