-- +goose Up

-- What is sealed cannot be pressed smaller: PostgreSQL need not try.
ALTER TABLE innsynsfildel ALTER COLUMN innhold SET STORAGE EXTERNAL;

-- A file that is finished is not changed, only taken away: a link to it means these bytes.
-- +goose StatementBegin
CREATE FUNCTION innsynsfil_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ferdig IS NOT NULL THEN
    RAISE EXCEPTION 'a finished file is not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER innsynsfil_fast BEFORE UPDATE ON innsynsfil FOR EACH ROW EXECUTE FUNCTION innsynsfil_fast();
