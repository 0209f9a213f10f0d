-- Who has had a right given or withdrawn is told to every process that listens: an open desk asks again what she may see.
-- The payload is the first half of her keyed hash (see ent.EmneAv): whom to wake, and no key to a row.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION tilgang_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tilgang', encode(substring(COALESCE(NEW.person_id, OLD.person_id) FOR 16), 'hex'));
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER tilgang_varsle AFTER INSERT OR UPDATE OR DELETE ON tilgang FOR EACH ROW EXECUTE FUNCTION tilgang_varsle();

-- +goose Down
DROP TRIGGER tilgang_varsle ON tilgang;
DROP FUNCTION tilgang_varsle();
