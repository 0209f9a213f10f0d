-- What is read is told, what is shut stays shut, and what changes is heard.

-- +goose Up

-- The log of who has seen a case is not rewritten.
CREATE TRIGGER innsynslogg_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON innsynslogg
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- A block is lifted once, by somebody named, and never taken away or moved to another.
-- +goose StatementBegin
CREATE FUNCTION innsynssperre_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.opphevet IS NOT NULL OR NEW.opphevet IS NULL OR
     (to_jsonb(NEW) - 'opphevet' - 'opphevet_av') IS DISTINCT FROM (to_jsonb(OLD) - 'opphevet' - 'opphevet_av') THEN
    RAISE EXCEPTION 'a block can only be lifted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsynssperre_fast BEFORE UPDATE ON innsynssperre FOR EACH ROW EXECUTE FUNCTION innsynssperre_fast();
CREATE TRIGGER innsynssperre_blir BEFORE DELETE OR TRUNCATE ON innsynssperre
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- Whose set has changed, as a keyed hash, and which mappe of it; of a block, no mappe. PostgreSQL tells the same only once
-- in a transaction, so a batch of thousands tells each mappe once.
-- +goose StatementBegin
CREATE FUNCTION innsyn_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM gamle) g;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM nye) n;
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsyn_lagt_til AFTER INSERT ON innsynsmelding REFERENCING NEW TABLE AS nye
  FOR EACH STATEMENT EXECUTE FUNCTION innsyn_varsle();
CREATE TRIGGER innsyn_endret AFTER UPDATE ON innsynsmelding REFERENCING OLD TABLE AS gamle NEW TABLE AS nye
  FOR EACH STATEMENT EXECUTE FUNCTION innsyn_varsle();
CREATE TRIGGER innsyn_slettet AFTER DELETE ON innsynsmelding REFERENCING OLD TABLE AS gamle
  FOR EACH STATEMENT EXECUTE FUNCTION innsyn_varsle();
-- +goose StatementBegin
CREATE FUNCTION innsynssperre_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('innsyn', encode(NEW.eier, 'hex') || ' 00000000-0000-0000-0000-000000000000');
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsynssperre_varsle AFTER INSERT OR UPDATE ON innsynssperre
  FOR EACH ROW EXECUTE FUNCTION innsynssperre_varsle();
