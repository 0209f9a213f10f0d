-- What ent cannot say of avstemming: who said what was held stands, and nothing that was missed is deleted.

-- +goose Up
CREATE TRIGGER avstemming_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON avstemming
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- As before (20261121235900), and: what the receiver's own list has missed since is kept, however well it was proven.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION pakke_vern() RETURNS trigger LANGUAGE plpgsql AS $$
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
     OR f.avstemt IS NULL OR f.bevist IS NULL OR f.avstemt < f.bevist OR f.avstemt > now()
     OR f.savnet IS NOT NULL THEN
    RAISE EXCEPTION 'an unproven parcel cannot be deleted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
BEGIN
  GRANT SELECT ON avstemming TO barnevernportalen_verify;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'the role barnevernportalen_verify is the operator''s to make: see docs/drift.md';
END $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION pakke_vern() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER avstemming_bare_tillegg ON avstemming;
