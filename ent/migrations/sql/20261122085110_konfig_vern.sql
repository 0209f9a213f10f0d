-- What ent cannot say of the set-up: an agreement stands, a key is decided once and by two, and a change of rights is heard.

-- +goose Up
-- Agreements from before there was a register: when they were made is known, and no more.
INSERT INTO avtale (id, kommunenummer, versjon, inngatt, registrert)
  SELECT gen_random_uuid(), kommunenummer, '1', min(avtale_inngatt), now() FROM bydel WHERE avtale_inngatt IS NOT NULL GROUP BY kommunenummer;

CREATE TRIGGER avtale_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON avtale
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

CREATE TRIGGER nokkelforslag_blir BEFORE DELETE OR TRUNCATE ON nokkelforslag
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
-- +goose StatementBegin
CREATE FUNCTION nokkelforslag_avgjores() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  avgjort nokkelforslag := OLD;
BEGIN
  avgjort.avgjort := NEW.avgjort;
  avgjort.avgjort_av := NEW.avgjort_av;
  avgjort.utfall := NEW.utfall;
  IF OLD.avgjort IS NOT NULL OR NEW.avgjort IS NULL OR NEW IS DISTINCT FROM avgjort THEN
    RAISE EXCEPTION 'a proposal is decided once, and not changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER nokkelforslag_avgjores BEFORE UPDATE ON nokkelforslag FOR EACH ROW EXECUTE FUNCTION nokkelforslag_avgjores();

CREATE TRIGGER tilgang_trukket BEFORE UPDATE ON tilgang FOR EACH ROW EXECUTE FUNCTION trukket_er_trukket();

-- Who may do more, or less, is heard by every process: what she has open is read again as she is now, or ends. The payload is
-- the first half of a person's keyed hash (see ent.EmneAv): whom to wake, and no key to a row; or the id of a machine.
-- +goose StatementBegin
CREATE FUNCTION tilgang_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('tilgang', 'person ' || encode(substring(OLD.person_id FOR 16), 'hex'));
  ELSE
    PERFORM pg_notify('tilgang', 'person ' || encode(substring(NEW.person_id FOR 16), 'hex'));
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER tilgang_varsle AFTER INSERT OR UPDATE OR DELETE ON tilgang FOR EACH ROW EXECUTE FUNCTION tilgang_varsle();
-- +goose StatementBegin
CREATE FUNCTION integrasjon_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tilgang', 'maskin ' || NEW.id::text);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER integrasjon_varsle AFTER UPDATE ON integrasjon FOR EACH ROW EXECUTE FUNCTION integrasjon_varsle();
-- +goose StatementBegin
CREATE FUNCTION rettighet_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tilgang', 'maskin ' || NEW.integrasjon_id::text);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER rettighet_varsle AFTER INSERT OR UPDATE ON rettighet FOR EACH ROW EXECUTE FUNCTION rettighet_varsle();

-- +goose Down
DROP TRIGGER rettighet_varsle ON rettighet;
DROP FUNCTION rettighet_varsle();
DROP TRIGGER integrasjon_varsle ON integrasjon;
DROP FUNCTION integrasjon_varsle();
DROP TRIGGER tilgang_varsle ON tilgang;
DROP FUNCTION tilgang_varsle();
DROP TRIGGER tilgang_trukket ON tilgang;
DROP TRIGGER nokkelforslag_avgjores ON nokkelforslag;
DROP FUNCTION nokkelforslag_avgjores();
DROP TRIGGER nokkelforslag_blir ON nokkelforslag;
DROP TRIGGER avtale_bare_tillegg ON avtale;
