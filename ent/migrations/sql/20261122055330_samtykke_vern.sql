-- What ent cannot say of consents: the history is not rewritten and has no gap, what is invalid stays so, and who is told.

-- +goose Up

-- +goose StatementBegin
CREATE FUNCTION samtykke_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.kommunenummer, NEW.opprettet) IS DISTINCT FROM (OLD.id, OLD.kommunenummer, OLD.opprettet)
     OR NEW.hendelser NOT BETWEEN OLD.hendelser AND OLD.hendelser + 1
     OR OLD.invalidert IS NOT NULL AND
        (NEW.invalidert, NEW.akseptfrist, NEW.slutt_dato) IS DISTINCT FROM (OLD.invalidert, OLD.akseptfrist, OLD.slutt_dato) THEN
    RAISE EXCEPTION 'a consent cannot be changed so' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION samtykkepart_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.samtykke_id, NEW.kommunenummer, NEW.nr) IS DISTINCT FROM (OLD.id, OLD.samtykke_id, OLD.kommunenummer, OLD.nr)
     OR NEW.svar <> OLD.svar AND EXISTS (SELECT FROM samtykke s WHERE s.id = OLD.samtykke_id AND s.invalidert IS NOT NULL) THEN
    RAISE EXCEPTION 'an answer cannot be changed so' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION samtykkehendelse_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT nokkelskifte() OR (to_jsonb(NEW) - 'innhold') IS DISTINCT FROM (to_jsonb(OLD) - 'innhold') THEN
    RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION samtykkehendelse_neste() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sekvensnummer <> (SELECT coalesce(max(sekvensnummer), 0) + 1 FROM samtykkehendelse WHERE samtykke_id = NEW.samtykke_id) THEN
    RAISE EXCEPTION 'the history has no gap' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- A line of the history is heard by the case system, and by the one it is about; of all, by all. Another party's answer
-- wakes nobody but that party: that something happened just then would tell it.
CREATE FUNCTION samtykke_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('samtykke', NEW.samtykke_id || ' ' || NEW.kommunenummer);
  PERFORM pg_notify('samtykke', NEW.samtykke_id || ' ' || encode(p.eier, 'hex')) FROM samtykkepart p
    WHERE p.samtykke_id = NEW.samtykke_id AND (NEW.part_id IS NULL OR p.id = NEW.part_id);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER samtykke_vern BEFORE UPDATE ON samtykke FOR EACH ROW EXECUTE FUNCTION samtykke_vern();
CREATE TRIGGER samtykke_blir BEFORE DELETE OR TRUNCATE ON samtykke FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER samtykkepart_vern BEFORE UPDATE ON samtykkepart FOR EACH ROW EXECUTE FUNCTION samtykkepart_vern();
CREATE TRIGGER samtykkepart_blir BEFORE DELETE OR TRUNCATE ON samtykkepart FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER samtykkehendelse_neste BEFORE INSERT ON samtykkehendelse FOR EACH ROW EXECUTE FUNCTION samtykkehendelse_neste();
CREATE TRIGGER samtykkehendelse_fast BEFORE UPDATE ON samtykkehendelse FOR EACH ROW EXECUTE FUNCTION samtykkehendelse_fast();
CREATE TRIGGER samtykkehendelse_bare_tillegg BEFORE DELETE OR TRUNCATE ON samtykkehendelse
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER samtykke_varsle AFTER INSERT ON samtykkehendelse FOR EACH ROW EXECUTE FUNCTION samtykke_varsle();
