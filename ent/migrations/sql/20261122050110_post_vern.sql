-- A chain for each kind of shipment, kept as the one of reports is; and post is heard by its writer alone.

-- +goose Up

ALTER TABLE post ALTER CONSTRAINT post_forsendelse_post DEFERRABLE INITIALLY DEFERRED;

-- The head of the chain of reports moves to a report, …
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION bydel_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.siste_nr <> OLD.siste_nr + 1 OR NOT EXISTS (
    SELECT FROM forsendelse WHERE bydel_id = NEW.id AND slag = 'BEKYMRINGSMELDING' AND nr = NEW.siste_nr AND kjedehash = NEW.siste_hash
  ) THEN
    RAISE EXCEPTION 'the chain moves one step at a time, to a report' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd

-- … that of another kind to one of that kind, …
-- +goose StatementBegin
CREATE FUNCTION kjede_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.siste_nr <> 0 OR NEW.siste_hash IS NOT NULL THEN
      RAISE EXCEPTION 'a chain begins at the beginning' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF NEW.siste_nr <> OLD.siste_nr + 1 OR (NEW.id, NEW.bydel_id, NEW.slag) IS DISTINCT FROM (OLD.id, OLD.bydel_id, OLD.slag) OR NOT EXISTS (
    SELECT FROM forsendelse WHERE bydel_id = NEW.bydel_id AND slag = NEW.slag AND nr = NEW.siste_nr AND kjedehash = NEW.siste_hash
  ) THEN
    RAISE EXCEPTION 'the chain moves one step at a time, to a shipment of its kind' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER kjede_vern BEFORE INSERT OR UPDATE ON kjede FOR EACH ROW EXECUTE FUNCTION kjede_vern();
CREATE TRIGGER kjede_blir BEFORE DELETE OR TRUNCATE ON kjede FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- … and nothing stands above the head of its own chain.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION forsendelse_i_kjede() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hode bigint;
BEGIN
  IF NEW.slag = 'BEKYMRINGSMELDING' THEN
    SELECT siste_nr INTO hode FROM bydel WHERE id = NEW.bydel_id;
  ELSE
    SELECT siste_nr INTO hode FROM kjede WHERE bydel_id = NEW.bydel_id AND slag = NEW.slag;
  END IF;
  IF NEW.nr > COALESCE(hode, 0) THEN
    RAISE EXCEPTION 'a shipment must be in the chain of its kind' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forsendelse_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF bevis_trinn(NEW.bevis) < bevis_trinn(OLD.bevis) THEN
    RAISE EXCEPTION 'bevis cannot fall' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.slag, NEW.nr, NEW.bydel_id, NEW.sha256, NEW.kjedehash, NEW.akseptert)
     IS DISTINCT FROM (OLD.slag, OLD.nr, OLD.bydel_id, OLD.sha256, OLD.kjedehash, OLD.akseptert) THEN
    RAISE EXCEPTION 'a link of the chain cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd

-- What somebody has written stays; whom it is of may be hashed and sealed anew, when keys turn.
CREATE TRIGGER post_blir BEFORE DELETE OR TRUNCATE ON post FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
-- +goose StatementBegin
CREATE FUNCTION post_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'eier' - 'innhold' - 'konvolutt') IS DISTINCT FROM (to_jsonb(OLD) - 'eier' - 'innhold' - 'konvolutt') THEN
    RAISE EXCEPTION 'what was sent is not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER post_vern BEFORE UPDATE ON post FOR EACH ROW EXECUTE FUNCTION post_vern();

-- A hendelse of a report wakes the inbox. One of another kind wakes no inbox: it is in none. Post wakes its writer's pages.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION hendelse_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM forsendelse WHERE id = NEW.forsendelse_id AND slag = 'BEKYMRINGSMELDING') THEN
    PERFORM pg_notify('hendelse', NEW.forsendelse_id::text || ' ' || NEW.bydel_id::text);
  ELSE
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM post WHERE forsendelse_id = NEW.forsendelse_id;
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
