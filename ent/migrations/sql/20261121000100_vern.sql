-- What ent cannot say: notifications, and the last guards. They hold for the application's own role too.

-- +goose Up

-- A hendelse is heard by every process that listens. The payload is two ids; listeners read again as themselves.
-- +goose StatementBegin
CREATE FUNCTION hendelse_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('hendelse', NEW.forsendelse_id::text || ' ' || NEW.bydel_id::text);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER hendelse_varsle AFTER INSERT ON hendelse FOR EACH ROW EXECUTE FUNCTION hendelse_varsle();

-- The end of a session closes its sockets in every process.
-- +goose StatementBegin
CREATE FUNCTION sesjon_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sesjon_slutt', OLD.id::text);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER sesjon_varsle AFTER DELETE ON sesjon FOR EACH ROW EXECUTE FUNCTION sesjon_varsle();

-- What has happened is not rewritten.
-- +goose StatementBegin
CREATE FUNCTION nekt_endring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- +goose StatementEnd
CREATE TRIGGER hendelse_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON hendelse
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER bekymringsmelding_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON bekymringsmelding
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- No sealed parcel is changed or deleted. (A later migration lets proven ones go.)
CREATE TRIGGER pakke_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON pakke
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- A line of the ledger stays, and what has been proven is never less proven.
CREATE TRIGGER forsendelse_blir BEFORE DELETE OR TRUNCATE ON forsendelse
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
-- +goose StatementBegin
CREATE FUNCTION bevis_trinn(bevis text) RETURNS int IMMUTABLE LANGUAGE sql AS $$
  SELECT array_position(ARRAY['INGEN', 'OVERLEVERT', 'KVITTERT', 'LAGRET', 'REGISTRERT'], bevis)
$$;
CREATE FUNCTION forsendelse_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF bevis_trinn(NEW.bevis) < bevis_trinn(OLD.bevis) THEN
    RAISE EXCEPTION 'bevis cannot fall' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.nr, NEW.bydel_id, NEW.sha256, NEW.kjedehash, NEW.akseptert)
     IS DISTINCT FROM (OLD.nr, OLD.bydel_id, OLD.sha256, OLD.kjedehash, OLD.akseptert) THEN
    RAISE EXCEPTION 'a link of the chain cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER forsendelse_vern BEFORE UPDATE ON forsendelse FOR EACH ROW EXECUTE FUNCTION forsendelse_vern();

-- The head of a chain moves one step at a time.
-- +goose StatementBegin
CREATE FUNCTION bydel_vern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.siste_nr <> OLD.siste_nr + 1 THEN
    RAISE EXCEPTION 'the chain moves one step at a time' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER bydel_vern BEFORE UPDATE OF siste_nr ON bydel FOR EACH ROW EXECUTE FUNCTION bydel_vern();

CREATE UNIQUE INDEX bydel_en_standard ON bydel (kommunenummer) WHERE standard_mottaker AND aktiv;

-- The children of a forsendelse are written before it, so that the receiver's row lock is held as short as can be:
-- number and chain come last in the transaction. The keys are checked at commit.
ALTER TABLE bekymringsmelding ALTER CONSTRAINT bekymringsmelding_forsendelse_bekymringsmelding DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE pakke ALTER CONSTRAINT pakke_forsendelse_pakker DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE leveranse ALTER CONSTRAINT leveranse_forsendelse_leveranser DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE frist ALTER CONSTRAINT frist_forsendelse_frister DEFERRABLE INITIALLY DEFERRED;
