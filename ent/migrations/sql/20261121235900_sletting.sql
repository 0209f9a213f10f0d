-- The last guard on sealed content: nothing unproven is deleted, whoever asks.

-- +goose Up

-- What was confirmed before this column was there.
UPDATE forsendelse SET bevist = bekreftet WHERE bevis = 'REGISTRERT' AND bevist IS NULL;

-- When it was proven and when it was reconciled decide what may go, so neither can be made up afterwards: bevist is set
-- when bevis reaches LAGRET and stands; avstemt only moves forward.
-- +goose StatementBegin
CREATE FUNCTION forsendelse_bevist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (bevis_trinn(NEW.bevis) >= bevis_trinn('LAGRET')) <> (NEW.bevist IS NOT NULL) OR NEW.bevist < NEW.akseptert THEN
    RAISE EXCEPTION 'what is proven has the time of its proof, and nothing else has' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.bevist IS NOT NULL AND NEW.bevist IS DISTINCT FROM OLD.bevist THEN
      RAISE EXCEPTION 'the time of the proof cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.avstemt IS NOT NULL AND (NEW.avstemt IS NULL OR NEW.avstemt < OLD.avstemt) THEN
      RAISE EXCEPTION 'an avstemming cannot be undone' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER forsendelse_bevist BEFORE INSERT OR UPDATE ON forsendelse FOR EACH ROW EXECUTE FUNCTION forsendelse_bevist();

-- A parcel's content may go, and nothing else of the row may change, when all three hold: proven (LAGRET or REGISTRERT),
-- at least 30 days old, and named by an avstemming made after the proof. The 30 days are counted by the database's own
-- clock, so that a program whose clock runs ahead deletes nothing early.
-- +goose StatementBegin
CREATE FUNCTION pakke_vern() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  f forsendelse;
  tom pakke := OLD;
BEGIN
  tom.innhold := NULL;
  IF OLD.innhold IS NULL OR NEW IS DISTINCT FROM tom THEN
    RAISE EXCEPTION 'a parcel cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT * INTO f FROM forsendelse WHERE id = OLD.forsendelse_id;
  IF NOT FOUND
     OR bevis_trinn(f.bevis) < bevis_trinn('LAGRET')
     OR f.akseptert > now() - interval '30 days'
     OR f.avstemt IS NULL OR f.bevist IS NULL OR f.avstemt < f.bevist OR f.avstemt > now() THEN
    RAISE EXCEPTION 'an unproven parcel cannot be deleted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
DROP TRIGGER pakke_bare_tillegg ON pakke;
CREATE TRIGGER pakke_blir BEFORE DELETE OR TRUNCATE ON pakke FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER pakke_vern BEFORE UPDATE ON pakke FOR EACH ROW EXECUTE FUNCTION pakke_vern();
