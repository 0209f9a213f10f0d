// The reference case system as its own processes, for the end-to-end tests: a vendor's side of the portal.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BASE_URL } from './nettleser.mjs';

const { PORTAL_DATA } = process.env;
const PROGRAM = fileURLToPath(new URL('../../bin/fagsystem', import.meta.url));
const kjor = promisify(execFile);

export class Fagsystem {
  #mappe;
  #barn;
  #slutt;
  #logg = '';

  /** Its settings and its store lie in `mappe`; `integrasjon` is whose it is: oslo or bergen. */
  static async nytt(mappe, integrasjon, { mottakere = [], nokler = liksom('fagsystem', 'oslo'), portal = BASE_URL } = {}) {
    const f = new Fagsystem();
    f.#mappe = mappe;
    await mkdir(mappe, { recursive: true });
    const oppsett = {
      integrasjon: liksom('integrasjoner', `${integrasjon}.json`),
      portal,
      mottakere: mottakere.map((m) => ({ kommunenummer: m.slice(0, 4), bydelsnummer: m.slice(5) })),
      nokler: [nokler],
      mappe: 'mottatt',
    };
    await writeFile(join(mappe, 'fagsystem.json'), JSON.stringify(oppsett), { mode: 0o600 });
    return f;
  }

  /** Runs a subcommand to its end, and gives what it printed. */
  async kjor(...ord) {
    const { stdout } = await kjor(PROGRAM, this.#ord(ord), { cwd: this.#mappe });
    return stdout.trim();
  }

  /** Starts receiving. */
  motta(kanal, ...flagg) {
    const fiksio = kanal === 'fiksio' ? ['-fiksio', liksom('fagsystem', 'oslo', 'fiksio.json')] : [];
    this.start('motta', '-kanal', kanal, ...fiksio, ...flagg);
  }

  /** Starts a subcommand that goes on until it is stopped. */
  start(...ord) {
    assert.equal(this.#barn, undefined, 'one process at a time');
    this.#logg = '';
    const barn = spawn(PROGRAM, this.#ord(ord), { cwd: this.#mappe });
    barn.stderr.on('data', (linje) => (this.#logg += linje));
    this.#barn = barn;
    this.#slutt = new Promise((ferdig) => barn.on('exit', ferdig));
  }

  /** Waits until its log says so. */
  async ser(hva) {
    while (!hva.test(this.#logg)) {
      const mer = new Promise((ja) => this.#barn.stderr.once('data', ja));
      await Promise.race([mer, this.#slutt.then(() => assert.fail(`it ended: ${this.#logg}`))]);
    }
  }

  /** As a power cut would, or, with SIGINT, as its operator. */
  async stopp(signal = 'SIGKILL') {
    this.#barn?.kill(signal);
    const kode = await this.#slutt;
    this.#barn = undefined;
    if (signal === 'SIGINT') assert.equal(kode, 0, this.#logg);
  }

  /** Starts receiving, and kills it at the first sign of a report in its store. */
  async drepUnderMottak(kanal, ...flagg) {
    const inn = this.sti('mottatt', 'inn');
    await mkdir(inn, { recursive: true, mode: 0o700 });
    const vakt = watch(inn);
    const begynt = new Promise((ja) => vakt.once('change', ja));
    this.motta(kanal, ...flagg);
    const forst = await Promise.race([begynt.then(() => 'begynt'), this.#slutt.then(() => 'endte')]);
    await this.stopp();
    vakt.close();
    assert.equal(forst, 'begynt', this.#logg);
  }

  /** The report's own words, as they lie in the store. */
  async rapport(id) {
    return JSON.parse(await this.kjor('vis', '-id', id));
  }

  /** What it has said to the portal, by the report's id. Reads only the names and the notes, so it may be asked at any time. */
  svar() {
    const sti = this.sti('mottatt', 'svar');
    const filer = readdirSync(sti).filter((f) => f.endsWith('.json'));
    return Object.fromEntries(filer.map((f) => [f.slice(0, -5), JSON.parse(readFileSync(join(sti, f), 'utf8')).svar]));
  }

  /** A path in its folder. */
  sti = (...ledd) => join(this.#mappe, ...ledd);
  /** What it is to do is one word or two, before the flags. */
  #ord = (ord) => {
    const forste = ord.findIndex((o) => o.startsWith('-'));
    const antall = forste < 0 ? ord.length : forste;
    return [...ord.slice(0, antall), '-oppsett', this.sti('fagsystem.json'), ...ord.slice(antall)];
  };
}

/** Where the portal's dev mode puts what the far side must know. */
export const liksom = (...ledd) => join(PORTAL_DATA, 'liksom', ...ledd);
