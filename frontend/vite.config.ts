import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/**
 * Puts two files beside the built portal: the allow-list of documents for the server, keyed by SHA-256 in hexadecimal,
 * and the placeholder that keeps `go build` working where nothing has been built (it is committed, and Vite empties dist).
 */
function besideThePortal(): Plugin {
  return {
    name: 'beside-the-portal',
    apply: 'build',
    generateBundle() {
      const made = ['src/gql', 'src/gql/administrator', 'src/gql/innsyn', 'src/gql/saksbehandler'].flatMap((dir) =>
        Object.entries(JSON.parse(readFileSync(`${dir}/persisted-documents.json`, 'utf8')) as Record<string, string>),
      );
      const list = Object.fromEntries(made.map(([hash, text]) => [hash.replace('sha256:', ''), text]));
      this.emitFile({ type: 'asset', fileName: 'persisted-documents.json', source: `${JSON.stringify(list, null, 1)}\n` });
      this.emitFile({ type: 'asset', fileName: 'placeholder', source: '' });
    },
  };
}

/** `npm run dev` asks a running portal (default: the one `make run` starts) for everything that is not the portal itself. */
const backend = { target: process.env.BACKEND ?? 'http://localhost:8080', ws: true };

export default defineConfig({
  plugins: [react(), besideThePortal()],
  build: {
    // A data: URL for a font would break `font-src 'self'`.
    assetsInlineLimit: 0,
    // The polyfill is an inline script in spirit and no browser we serve needs it.
    modulePreload: { polyfill: false },
    target: 'es2022',
    // GraphiQL is a page of its own: nobody else loads a byte of it, and it has a CSP of its own.
    rolldownOptions: { input: ['index.html', 'graphiql.html'] },
    // Uncompressed, and only to keep Vite quiet: the limit that counts is in scripts/size.mjs.
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: { '/graphql': backend, '/logg-inn': backend, '/logg-ut': backend, '/sesjon': backend, '/last-ned': backend },
  },
  test: {
    // A test that needs a page asks for one in its first line: most do not, and it is slow to make.
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
} as Parameters<typeof defineConfig>[0]);
