// A case system that indexes cases for their parties, over GraphQL, for the end-to-end tests.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fagsystem, liksom } from './fagsystem.mjs';
import { BASE_URL } from './nettleser.mjs';

/**
 * Synthetic persons of dev mode (server/testidp/persons.go), none of whom the demo has a case for. Any person may be in a
 * case, whatever else she is.
 */
export const fnr = { melder: '14838831231', saksbehandler2: '09819112964', admin1: '17887233438', admin2: '30846910553' };

const INDEKSER_MAPPER = 'mutation($input:IndekserMapperInput!){svar:indekserMapper(input:$input){opprettet oppdatert feil{sti kode}}}';
const INDEKSER_POSTER = 'mutation($input:IndekserJournalposterInput!){svar:indekserJournalposter(input:$input){opprettet oppdatert feil{sti kode}}}';
const SLETT = 'mutation($input:SlettIndeksertInput!){svar:slettIndeksert(input:$input){antallSlettet}}';
const OPPRETT_SAMTYKKE = 'mutation($input:OpprettSamtykkeInput!){svar:opprettSamtykke(input:$input){id feil{sti kode}}}';
const ENDRE_SAMTYKKE = 'mutation($input:EndreSamtykkeInput!){svar:endreSamtykke(input:$input){hindring}}';
const INVALIDER_SAMTYKKE = 'mutation($input:InvaliderSamtykkeInput!){svar:invaliderSamtykke(input:$input){hindring}}';
const HENT_SAMTYKKE = 'query($id:ID!){svar:hentSamtykke(id:$id){status}}';
const saksbehandler = { saksbehandlerId: 'sb-1', fagsystem: 'e2e' };

export class Indekserer {
  #fagsystem;
  #oppsett;
  #kommune;

  /** Whose it is: bergen or oslo. */
  static async nytt(navn = 'bergen') {
    const i = new Indekserer();
    i.#fagsystem = await Fagsystem.nytt(await mkdtemp(join(tmpdir(), 'indekserer-')), navn);
    i.#oppsett = JSON.parse(await readFile(liksom('integrasjoner', `${navn}.json`), 'utf8'));
    i.#kommune = i.#oppsett.kommunenummer;
    return i;
  }

  /** Indexes a case for one person, and gives its id. */
  async sak(til, sak, meldingId = randomUUID()) {
    const minPart = sak.minPart && { ...sak.minPart, fodselsnummer: fnr[til] };
    await this.#indekser(INDEKSER_MAPPER, [this.#melding(til, { organisasjonsnummer: '974760673', ...sak, minPart }, meldingId)]);
    return meldingId;
  }

  /** Indexes entries of a case, and gives their ids. */
  async poster(til, forelderMeldingId, poster) {
    const meldinger = poster.map(({ meldingId = randomUUID(), ...post }) => this.#melding(til, { forelderMeldingId, ...post }, meldingId));
    await this.#indekser(INDEKSER_POSTER, meldinger);
    return meldinger.map((m) => m.meldingId);
  }

  /** Takes away what it has indexed: all of it, or these. */
  async slett(meldingIder) {
    const { antallSlettet } = await this.#spor(SLETT, { kommunenummer: this.#kommune, meldingIder });
    return antallSlettet;
  }

  /** Uploads a file, and gives what to put in `dokumenter[].lenke`. */
  async lastOpp(mimeType, innhold) {
    const svar = await fetch(`${BASE_URL}/last-opp/innsynsdokument?kommunenummer=${this.#kommune}`, {
      method: 'POST',
      headers: { ...(await this.#hoder()), 'Content-Type': mimeType },
      body: innhold,
    });
    assert.equal(svar.status, 201, await svar.clone().text());
    return (await svar.json()).lenke;
  }

  /** Asks persons for a consent, and gives its id: `{navn, akseptfrist, sluttDato}`, days as `2026-12-04`. */
  async samtykke(personer, mer) {
    const input = {
      kommunenummer: this.#kommune,
      mappe: { mappeId: '1' },
      personer: personer.map(([til, navn]) => ({ fodselsnummer: fnr[til] ?? til, navn, harTilgang: true })),
      saksbehandler,
      ...mer,
    };
    const { id, feil } = await this.#spor(OPPRETT_SAMTYKKE, input);
    assert.deepEqual(feil, []);
    return id;
  }

  /** Moves the dates of a consent. */
  endreSamtykke = (id, mer) => this.#spor(ENDRE_SAMTYKKE, { id, saksbehandler, ...mer });

  /** Ends a consent for good. */
  invaliderSamtykke = (id) => this.#spor(INVALIDER_SAMTYKKE, { id, saksbehandler });

  /** What a party has answered, as the case system sees it. */
  async samtykkesvar(id) {
    return this.#sporOm(HENT_SAMTYKKE, { id });
  }

  #melding = (til, metadata, meldingId) => ({
    meldingId,
    kommunenummer: this.#kommune,
    fodselsnummer: fnr[til],
    metadata: JSON.stringify(metadata),
  });

  async #indekser(dokument, meldinger) {
    const { feil } = await this.#spor(dokument, { meldinger });
    assert.deepEqual(feil, []);
  }

  #spor = (query, input) => this.#sporOm(query, { input });

  async #sporOm(query, variables) {
    const svar = await fetch(`${BASE_URL}/graphql`, {
      method: 'POST',
      headers: { ...(await this.#hoder()), 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await svar.json();
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.svar;
  }

  async #hoder() {
    return {
      Authorization: `Bearer ${await this.#fagsystem.kjor('token')}`,
      IntegrasjonId: this.#oppsett.integrasjonId,
      IntegrasjonPassord: this.#oppsett.integrasjonPassord,
    };
  }
}
