-- The log of what happened is a chain for each receiver, so that a change, a deletion or a re-writing of it is seen by
-- `portal verify`, and seen against a checkpoint that is kept elsewhere even when whoever did it owns the database.
--
-- A link is given when the transaction commits: order in the chain is then the order in which things became true, and the
-- chain's lock is held for the commit alone. What was written beside the first hendelse of a forsendelse (AKSEPTERT) and
-- may never change has its digests in that link: the forsendelse, its bekymringsmelding or post, its pakker, its
-- frister.
--
-- cmd/portal/verify computes all this again in Go, from the columns, by its own reading of this text.

-- +goose Up

CREATE TABLE hendelsekjede (
  bydel_id uuid NOT NULL,
  nr bigint NOT NULL CHECK (nr > 0),
  hendelse_id bigint NOT NULL UNIQUE,
  rader bytea, -- with AKSEPTERT: for each row one letter (F, B, M, P, T), its id (16 bytes) and its digest (32 bytes)
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (bydel_id, nr)
);

-- Fields as text, one to a line, null as nothing; times in microseconds since 1970, bytes in hexadecimal.
-- +goose StatementBegin
CREATE FUNCTION kjede_sum(felt text[]) RETURNS bytea IMMUTABLE LANGUAGE sql AS $$
  SELECT sha256(convert_to(array_to_string(felt, E'\n', ''), 'UTF8'))
$$;
CREATE FUNCTION kjede_tid(t timestamptz) RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT (extract(epoch FROM t) * 1000000)::bigint::text
$$;

CREATE FUNCTION kjede_rader(fid uuid) RETURNS bytea STABLE LANGUAGE sql AS $$
  SELECT string_agg(r.rad, ''::bytea ORDER BY r.bokstav, r.rad) FROM (
    SELECT 'F' AS bokstav, 'F'::bytea || uuid_send(f.id) || kjede_sum(ARRAY['forsendelse', f.id::text, f.slag, f.bydel_id::text,
      f.kanal, f.nr::text, encode(f.sha256, 'hex'), encode(f.kjedehash, 'hex'), kjede_tid(f.akseptert)]) AS rad
      FROM forsendelse f WHERE f.id = fid
    UNION ALL
    SELECT 'B', 'B'::bytea || uuid_send(b.id) || kjede_sum(ARRAY['bekymringsmelding', b.id::text, b.forsendelse_id::text, b.type,
      b.versjon, encode(b.melder_id, 'hex'), b.klientnokkel::text, encode(b.skjema_hash, 'hex'), b.integrasjon_id::text,
      b.fra_kommune, encode(b.sendt_hash, 'hex'), kjede_tid(b.opprettet)])
      FROM bekymringsmelding b WHERE b.forsendelse_id = fid
    UNION ALL
    SELECT 'M', 'M'::bytea || uuid_send(m.id) || kjede_sum(ARRAY['post', m.id::text, m.forsendelse_id::text, m.type, m.kommunenummer,
      m.mappe_id::text, m.journalpost_id::text, m.nokkel::text, m.dialogmottaker_id::text, kjede_tid(m.opprettet)])
      FROM post m WHERE m.forsendelse_id = fid
    UNION ALL
    SELECT 'P', 'P'::bytea || uuid_send(p.id) || kjede_sum(ARRAY['pakke', p.id::text, p.forsendelse_id::text, p.nokkel_id::text,
      p.formal, encode(p.sha256, 'hex'), p.storrelse::text, encode(p.bevis_hash, 'hex')])
      FROM pakke p WHERE p.forsendelse_id = fid
    UNION ALL
    SELECT 'T', 'T'::bytea || uuid_send(t.id) || kjede_sum(ARRAY['frist', t.id::text, t.forsendelse_id::text, t.type,
      kjede_tid(t.forfall)])
      FROM frist t WHERE t.forsendelse_id = fid
  ) r
$$;

CREATE FUNCTION hendelse_kjed(hid bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  h hendelse;
  forrige hendelsekjede;
  aksept bytea;
BEGIN
  SELECT * INTO STRICT h FROM hendelse WHERE id = hid;
  PERFORM pg_advisory_xact_lock(hashtextextended('hendelsekjede ' || h.bydel_id, 0));
  SELECT * INTO forrige FROM hendelsekjede WHERE bydel_id = h.bydel_id ORDER BY nr DESC LIMIT 1;
  IF h.slag = 'AKSEPTERT' THEN
    aksept := kjede_rader(h.forsendelse_id);
  END IF;
  INSERT INTO hendelsekjede (bydel_id, nr, hendelse_id, rader, hash) VALUES (h.bydel_id, coalesce(forrige.nr, 0) + 1, h.id, aksept,
    sha256(coalesce(forrige.hash, ''::bytea) || kjede_sum(ARRAY['hendelse', h.id::text, h.forsendelse_id::text, h.bydel_id::text,
      kjede_tid(h.tidspunkt), h.slag, h.tilstand, h.bevis, h.detalj, h.aktor, encode(h.aktor_id, 'hex'),
      encode(h.aktor_navn, 'hex'), encode(sha256(aksept), 'hex')])));
END $$;

CREATE FUNCTION hendelse_i_kjede() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hendelse_kjed(NEW.id);
  RETURN NULL;
END $$;

-- What has happened before this version.
DO $$
DECLARE
  h hendelse;
BEGIN
  FOR h IN SELECT * FROM hendelse ORDER BY id LOOP
    PERFORM hendelse_kjed(h.id);
  END LOOP;
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER hendelse_i_kjede AFTER INSERT ON hendelse
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hendelse_i_kjede();
CREATE TRIGGER hendelsekjede_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON hendelsekjede
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- `portal verify` reads as a role that can do nothing else. Where we may not make roles, the operator does (docs/drift.md).
-- +goose StatementBegin
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'barnevernportalen_verify') THEN
    CREATE ROLE barnevernportalen_verify NOLOGIN;
  END IF;
  GRANT USAGE ON SCHEMA public TO barnevernportalen_verify;
  GRANT SELECT ON hendelse, hendelsekjede, forsendelse, bekymringsmelding, pakke, frist, leveranse, alarm, bydel, kjede, installasjon
    TO barnevernportalen_verify;
  GRANT SELECT (id, forsendelse_id, type, kommunenummer, mappe_id, journalpost_id, nokkel, dialogmottaker_id, opprettet) ON post
    TO barnevernportalen_verify;
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
  RAISE NOTICE 'the role barnevernportalen_verify is the operator''s to make: see docs/drift.md';
END $$;
-- +goose StatementEnd
