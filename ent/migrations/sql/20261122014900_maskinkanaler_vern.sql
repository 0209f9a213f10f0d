-- What machines have said is kept, and what they have refused stays refused.

-- +goose Up

-- What was sent, what came, and why it was refused is not rewritten.
CREATE TRIGGER fiksiosendt_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON fiksiosendt
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER fiksioinn_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON fiksioinn
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER avvisning_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON avvisning
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- A receiver that has said no is not made one that has not: its blind yes would hold the letter back again.
-- +goose StatementBegin
CREATE FUNCTION forsendelse_avvist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.avvist IS DISTINCT FROM OLD.avvist THEN
    RAISE EXCEPTION 'a refusal cannot be undone' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER forsendelse_avvist BEFORE UPDATE ON forsendelse FOR EACH ROW
  WHEN (OLD.avvist IS NOT NULL) EXECUTE FUNCTION forsendelse_avvist();

-- The inbox lists what is not proven; before, what no person had confirmed.
DROP INDEX IF EXISTS forsendelse_bydel_id_bekreftet_nr;
