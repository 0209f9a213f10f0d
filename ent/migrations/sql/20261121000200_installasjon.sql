-- Whose database this is, and what else the ledger cannot do whoever asks.

-- +goose Up

-- One row, written at the first start and never changed: the key folder that everything here is hashed and sealed
-- under, and the mode. Another folder, or another mode, is refused (ent/installasjon.go).
CREATE TABLE installasjon (
  ene boolean PRIMARY KEY DEFAULT true CHECK (ene),
  vault_id varchar NOT NULL CHECK (vault_id ~ '^[0-9a-f]{32}$'),
  modus varchar NOT NULL CHECK (modus IN ('produksjon', 'dev')),
  opprettet timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER installasjon_blir BEFORE UPDATE OR DELETE OR TRUNCATE ON installasjon
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- The head of a chain moves one step at a time, to a report that stands there …
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION bydel_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.siste_nr <> OLD.siste_nr + 1 OR NOT EXISTS (
    SELECT FROM forsendelse WHERE bydel_id = NEW.id AND nr = NEW.siste_nr AND kjedehash = NEW.siste_hash
  ) THEN
    RAISE EXCEPTION 'the chain moves one step at a time, to a report' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
DROP TRIGGER bydel_vern ON bydel;
CREATE TRIGGER bydel_vern BEFORE UPDATE OF siste_nr, siste_hash ON bydel FOR EACH ROW EXECUTE FUNCTION bydel_vern();

-- … and no report stands above it. Together with the unique (bydel_id, nr): 1, 2, 3, and no gap.
-- +goose StatementBegin
CREATE FUNCTION forsendelse_i_kjede() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.nr > (SELECT siste_nr FROM bydel WHERE id = NEW.bydel_id) THEN
    RAISE EXCEPTION 'a report must be in the chain' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER forsendelse_i_kjede AFTER INSERT ON forsendelse
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION forsendelse_i_kjede();

-- A deadline is cleared or fires, and work is done or called off; neither is taken away.
CREATE TRIGGER frist_blir BEFORE DELETE OR TRUNCATE ON frist FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER leveranse_blir BEFORE DELETE OR TRUNCATE ON leveranse FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
