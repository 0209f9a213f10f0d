-- A request is asked once and decided once; every answer to it stays; and who asks, and who is to answer, hear of it.

-- +goose Up

ALTER TABLE innsynsforesporsel ALTER CONSTRAINT innsynsforesporsel_forsendelse_innsynsforesporsel DEFERRABLE INITIALLY DEFERRED;

-- What was asked stands. When keys turn, whom it is of is hashed and sealed anew, and nothing else of it changes.
-- +goose StatementBegin
CREATE FUNCTION innsynsforesporsel_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() THEN
    IF (to_jsonb(NEW) - 'eier' - 'innhold') IS DISTINCT FROM (to_jsonb(OLD) - 'eier' - 'innhold') THEN
      RAISE EXCEPTION 'keys turn, and nothing else' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.eier <> OLD.eier THEN
      UPDATE innsynsforesporselpost SET eier = NEW.eier WHERE foresporsel_id = NEW.id;
    END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - 'status' - 'endret' - 'avgjort' - 'hentet') IS DISTINCT FROM (to_jsonb(OLD) - 'status' - 'endret' - 'avgjort' - 'hentet') THEN
    RAISE EXCEPTION 'what was asked is not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.avgjort IS NOT NULL AND (NEW.status, NEW.avgjort) IS DISTINCT FROM (OLD.status, OLD.avgjort) THEN
    RAISE EXCEPTION 'a request is decided once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION innsynsforesporselpost_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'apen' - 'eier') IS DISTINCT FROM (to_jsonb(OLD) - 'apen' - 'eier') OR NEW.apen AND NOT OLD.apen OR
     NEW.eier <> OLD.eier AND NOT nokkelskifte() THEN
    RAISE EXCEPTION 'what was asked for is not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION innsynsforesporselsvar_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT nokkelskifte() OR (to_jsonb(NEW) - 'eier' - 'innhold') IS DISTINCT FROM (to_jsonb(OLD) - 'eier' - 'innhold') THEN
    RAISE EXCEPTION 'an answer is not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- Who asks is told by her hash, in which case too, since her journalposter show it; a case system by its kommune.
CREATE FUNCTION innsynsforesporsel_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('foresporsel', NEW.id || ' ' || encode(NEW.eier, 'hex'));
  PERFORM pg_notify('innsyn', encode(NEW.eier, 'hex') || ' ' || NEW.mappe_id);
  IF NEW.forsendelse_id IS NULL THEN
    PERFORM pg_notify('foresporsel', NEW.id || ' ' || NEW.kommunenummer);
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsynsforesporsel_vern BEFORE UPDATE ON innsynsforesporsel FOR EACH ROW EXECUTE FUNCTION innsynsforesporsel_vern();
CREATE TRIGGER innsynsforesporsel_blir BEFORE DELETE OR TRUNCATE ON innsynsforesporsel FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER innsynsforesporsel_varsle AFTER INSERT OR UPDATE ON innsynsforesporsel FOR EACH ROW EXECUTE FUNCTION innsynsforesporsel_varsle();
CREATE TRIGGER innsynsforesporselpost_vern BEFORE UPDATE ON innsynsforesporselpost FOR EACH ROW EXECUTE FUNCTION innsynsforesporselpost_vern();
CREATE TRIGGER innsynsforesporselpost_blir BEFORE DELETE OR TRUNCATE ON innsynsforesporselpost FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER innsynsforesporselsvar_vern BEFORE UPDATE ON innsynsforesporselsvar FOR EACH ROW EXECUTE FUNCTION innsynsforesporselsvar_vern();
CREATE TRIGGER innsynsforesporselsvar_blir BEFORE DELETE OR TRUNCATE ON innsynsforesporselsvar FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

