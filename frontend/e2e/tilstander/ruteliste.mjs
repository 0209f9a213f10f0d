// The router's own list of pages, read from where the portal reads it: a page that is added there is looked at here, or fails.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const rot = fileURLToPath(new URL('../../', import.meta.url));

/** Every page and the states it says it has: `[{rute, tilstander}]`. */
export async function lesSider() {
  const { module } = await runnerImport('./src/ruteliste.ts', { root: rot, configFile: false, logLevel: 'error' });
  return module.alleSider();
}

/** The states nobody knows the way to, and the ways that lead to no state. */
export function ukjente(sider, veier) {
  const par = sider.flatMap(({ rute, tilstander }) => tilstander.map((t) => `${rute} ${t}`));
  const kjent = new Set(par);
  const vei = Object.entries(veier).flatMap(([rute, alle]) => Object.keys(alle).map((t) => `${rute} ${t}`));
  return { utenVei: par.filter((p) => !vei.includes(p)), utenTilstand: vei.filter((p) => !kjent.has(p)) };
}
