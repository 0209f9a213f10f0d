-- +goose Up
-- modify "dialogmottaker" table
ALTER TABLE "dialogmottaker" ADD COLUMN "versjon" bigint NOT NULL DEFAULT 1;
-- create "nysending" table
CREATE TABLE "nysending" ("id" uuid NOT NULL, "tidspunkt" timestamptz NOT NULL, "kanal" character varying NOT NULL, "grunn" bytea NOT NULL, "aktor_id" bytea NOT NULL, "forsok" bigint NOT NULL, "feilkode" character varying NULL, "ekstern_id" character varying NULL, "ekstern_status" character varying NULL, "forsendelse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "nysending_forsendelse_nysendinger" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "nysending_forsendelse_id_tidspunkt" to table: "nysending"
CREATE INDEX "nysending_forsendelse_id_tidspunkt" ON "nysending" ("forsendelse_id", "tidspunkt");


-- Why a report was sent again, and by whom, is not rewritten.
CREATE TRIGGER nysending_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON nysending
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- +goose Down
DROP TRIGGER nysending_bare_tillegg ON nysending;
-- reverse: create index "nysending_forsendelse_id_tidspunkt" to table: "nysending"
DROP INDEX "nysending_forsendelse_id_tidspunkt";
-- reverse: create "nysending" table
DROP TABLE "nysending";
-- reverse: modify "dialogmottaker" table
ALTER TABLE "dialogmottaker" DROP COLUMN "versjon";
