-- What is taken out of a person's set is told to her, and keys can turn under what is otherwise never rewritten.

-- +goose Up

-- A transaction that turns keys says so (ent.Tx.nokkelskifte).
-- +goose StatementBegin
CREATE FUNCTION nokkelskifte() RETURNS boolean STABLE LANGUAGE sql AS $$
  SELECT COALESCE(current_setting('barnevernportalen.nokkelskifte', true), '') = 'ja'
$$;

-- A line of the log is never rewritten, but for whose it is as a hash, and the number it is made of, when keys turn.
CREATE FUNCTION innsynslogg_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT nokkelskifte() OR (OLD.innhold IS NULL) <> (NEW.innhold IS NULL) OR
     (to_jsonb(NEW) - 'eier' - 'innhold') IS DISTINCT FROM (to_jsonb(OLD) - 'eier' - 'innhold') THEN
    RAISE EXCEPTION 'innsynslogg is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
DROP TRIGGER innsynslogg_bare_tillegg ON innsynslogg;
CREATE TRIGGER innsynslogg_bare_tillegg BEFORE DELETE OR TRUNCATE ON innsynslogg
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER innsynslogg_fast BEFORE UPDATE ON innsynslogg FOR EACH ROW EXECUTE FUNCTION innsynslogg_fast();

-- As it was, but for that.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION innsynssperre_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() AND (to_jsonb(NEW) - 'eier' - 'innhold') = (to_jsonb(OLD) - 'eier' - 'innhold') THEN
    RETURN NEW;
  END IF;
  IF OLD.opphevet IS NOT NULL OR NEW.opphevet IS NULL OR
     (to_jsonb(NEW) - 'opphevet' - 'opphevet_av') IS DISTINCT FROM (to_jsonb(OLD) - 'opphevet' - 'opphevet_av') THEN
    RAISE EXCEPTION 'a block can only be lifted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- Nobody is woken when keys turn: nothing looks otherwise.
CREATE OR REPLACE FUNCTION innsyn_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() THEN
    RETURN NULL;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM gamle) g;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM nye) n;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION innsynssperre_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT nokkelskifte() THEN
    PERFORM pg_notify('innsyn', encode(NEW.eier, 'hex') || ' 00000000-0000-0000-0000-000000000000');
  END IF;
  RETURN NULL;
END $$;

-- What is gone out of a person's set is one line in her log: for each statement, or each transaction where they are alike,
-- however many rows. What nobody could see (sikkerhetsniva above 4, or run out when it came) is not told of.
CREATE FUNCTION innsyn_slettet_logg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO innsynslogg (eier, tidspunkt, handling, aktor, kommunenummer, mappe_id)
  SELECT * FROM (
    SELECT eier, now(), 'SLETTET', CASE WHEN utlopt THEN 'SYSTEM' ELSE 'FAGSYSTEM' END AS aktor, kommunenummer,
           CASE WHEN count(DISTINCT mappe_id) = 1 THEN min(mappe_id::text)::uuid END AS mappe_id
    FROM (SELECT *, COALESCE(tilgjengelig_til <= now(), false) AS utlopt FROM gamle) g
    WHERE sikkerhetsniva <= 4 AND COALESCE(tilgjengelig_til > indeksert, true)
    GROUP BY eier, utlopt, kommunenummer
  ) linje
  WHERE NOT EXISTS (SELECT FROM innsynslogg l WHERE l.eier = linje.eier AND l.tidspunkt = now() AND l.handling = 'SLETTET'
    AND l.aktor = linje.aktor AND l.kommunenummer = linje.kommunenummer AND l.mappe_id IS NOT DISTINCT FROM linje.mappe_id);
  RETURN NULL;
END $$;

-- Likewise what is written over with more than a login can show. (Written over so that it is another person's: innsyn/maskinlogg.go,
-- which knows whose two hashes are one person's.)
CREATE FUNCTION innsyn_overskrevet_logg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO innsynslogg (eier, tidspunkt, handling, aktor, kommunenummer, mappe_id)
  SELECT g.eier, now(), 'SLETTET', 'FAGSYSTEM', g.kommunenummer,
         CASE WHEN count(DISTINCT g.mappe_id) = 1 THEN min(g.mappe_id::text)::uuid END
  FROM gamle g JOIN nye n USING (id)
  WHERE NOT nokkelskifte() AND g.sikkerhetsniva <= 4 AND COALESCE(g.tilgjengelig_til > now(), true) AND
        (n.sikkerhetsniva > 4 OR n.tilgjengelig_til <= now())
  GROUP BY g.eier, g.kommunenummer;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsyn_slettet_logg AFTER DELETE ON innsynsmelding REFERENCING OLD TABLE AS gamle
  FOR EACH STATEMENT EXECUTE FUNCTION innsyn_slettet_logg();
CREATE TRIGGER innsyn_overskrevet_logg AFTER UPDATE ON innsynsmelding REFERENCING OLD TABLE AS gamle NEW TABLE AS nye
  FOR EACH STATEMENT EXECUTE FUNCTION innsyn_overskrevet_logg();
