-- +goose Up
-- create "integrasjon" table
CREATE TABLE "integrasjon" ("id" uuid NOT NULL, "navn" character varying NOT NULL, "orgnr" character varying NOT NULL, "passord_hash" bytea NOT NULL, "passord_nr" bigint NOT NULL DEFAULT 1, "opprettet" timestamptz NOT NULL, "passord_satt" timestamptz NOT NULL, "trukket" timestamptz NULL, PRIMARY KEY ("id"), CONSTRAINT "integrasjon_orgnr" CHECK ((orgnr)::text ~ '^[0-9]{9}$'::text), CONSTRAINT "integrasjon_passord" CHECK ((octet_length(passord_hash) = 32) AND (passord_nr > 0)));
-- create "tilgangshendelse" table
CREATE TABLE "tilgangshendelse" ("id" uuid NOT NULL, "tidspunkt" timestamptz NOT NULL, "slag" character varying NOT NULL, "utfort_av" bytea NULL, "integrasjon_id" uuid NULL, "rett" character varying NULL, "kommunenummer" character varying NULL, PRIMARY KEY ("id"));
-- modify "kommune" table
ALTER TABLE "kommune" ADD COLUMN "fiks_org_id" uuid NULL;
-- create index "kommune_fiks_org_id_key" to table: "kommune"
CREATE UNIQUE INDEX "kommune_fiks_org_id_key" ON "kommune" ("fiks_org_id");
-- create "rettighet" table
CREATE TABLE "rettighet" ("id" uuid NOT NULL, "rett" character varying NOT NULL, "gitt" timestamptz NOT NULL, "trukket" timestamptz NULL, "integrasjon_id" uuid NOT NULL, "kommunenummer" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "rettighet_integrasjon_rettigheter" FOREIGN KEY ("integrasjon_id") REFERENCES "integrasjon" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rettighet_kommune_rettigheter" FOREIGN KEY ("kommunenummer") REFERENCES "kommune" ("kommunenummer") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "rettighet_integrasjon_id_rett_kommunenummer" to table: "rettighet"
CREATE UNIQUE INDEX "rettighet_integrasjon_id_rett_kommunenummer" ON "rettighet" ("integrasjon_id", "rett", "kommunenummer") WHERE (trukket IS NULL);

-- Who changed what stays, and so do the rows it is about: an integration or a right is withdrawn, once, and not deleted.
CREATE TRIGGER tilgangshendelse_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON tilgangshendelse
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER integrasjon_blir BEFORE DELETE OR TRUNCATE ON integrasjon
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER rettighet_blir BEFORE DELETE OR TRUNCATE ON rettighet
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
-- +goose StatementBegin
CREATE FUNCTION trukket_er_trukket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.trukket IS NOT NULL THEN
    RAISE EXCEPTION 'what is withdrawn stays withdrawn' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER integrasjon_trukket BEFORE UPDATE ON integrasjon FOR EACH ROW EXECUTE FUNCTION trukket_er_trukket();
CREATE TRIGGER rettighet_trukket BEFORE UPDATE ON rettighet FOR EACH ROW EXECUTE FUNCTION trukket_er_trukket();

-- +goose Down
-- reverse: create index "rettighet_integrasjon_id_rett_kommunenummer" to table: "rettighet"
DROP INDEX "rettighet_integrasjon_id_rett_kommunenummer";
-- reverse: create "rettighet" table
DROP TABLE "rettighet";
-- reverse: create index "kommune_fiks_org_id_key" to table: "kommune"
DROP INDEX "kommune_fiks_org_id_key";
-- reverse: modify "kommune" table
ALTER TABLE "kommune" DROP COLUMN "fiks_org_id";
-- reverse: create "tilgangshendelse" table
DROP TABLE "tilgangshendelse";
-- reverse: create "integrasjon" table
DROP TABLE "integrasjon";
DROP FUNCTION trukket_er_trukket();
