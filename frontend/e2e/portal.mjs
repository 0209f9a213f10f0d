// Killing the server and starting it again, where .ci/e2e has said how.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { BASE_URL } from './nettleser.mjs';

const { PORTAL_PIDFIL, PORTAL_START, PORTAL_LOGG } = process.env;

export const kanDrepes = Boolean(PORTAL_PIDFIL && PORTAL_START);

const lever = () =>
  fetch(`${BASE_URL}/helse`, { signal: AbortSignal.timeout(1_000) }).then(
    (svar) => svar.ok,
    () => false,
  );

async function til(onsket) {
  while ((await lever()) !== onsket) await new Promise((igjen) => setTimeout(igjen, 100));
}

/** As a power cut would: it gets no time to say goodbye. */
export async function drepPortal(signal = 'SIGKILL') {
  process.kill(Number(await readFile(PORTAL_PIDFIL, 'utf8')), signal);
  await til(false);
}

/** Starts it on the same data, with more settings if wanted, and leaves its id for .ci/e2e to end it by. */
export async function startPortal(oppsett = {}) {
  const logg = openSync(PORTAL_LOGG, 'a');
  const env = { ...process.env, ...oppsett };
  const portal = spawn('sh', ['-c', `exec ${PORTAL_START}`], { stdio: ['ignore', logg, logg], detached: true, env });
  portal.unref();
  await writeFile(PORTAL_PIDFIL, String(portal.pid));
  await til(true);
}
