-- One report from one integration's bytes, also from many processes at once.

-- +goose Up

-- A machine that did not get our answer sends the same bytes again, and means the same report. No unique index can say
-- «within 24 hours», so the second waits here for the first to be committed or rolled back, and then sees it or not.
-- +goose StatementBegin
CREATE FUNCTION bekymringsmelding_en_gang() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.integrasjon_id::text || encode(NEW.sendt_hash, 'hex'), 0));
  IF EXISTS (SELECT FROM bekymringsmelding
             WHERE integrasjon_id = NEW.integrasjon_id AND sendt_hash = NEW.sendt_hash
               AND opprettet > NEW.opprettet - interval '24 hours') THEN
    RAISE EXCEPTION 'this integration has sent these bytes already' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER bekymringsmelding_en_gang BEFORE INSERT ON bekymringsmelding
  FOR EACH ROW WHEN (NEW.integrasjon_id IS NOT NULL) EXECUTE FUNCTION bekymringsmelding_en_gang();
