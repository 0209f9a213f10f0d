-- +goose Up
-- modify "alarm" table
ALTER TABLE "alarm" ADD COLUMN "ansvarlig" bytea NULL;
-- modify "bydel" table
ALTER TABLE "bydel" ADD CONSTRAINT "bydel_postadresse" CHECK ((num_nonnulls(adresse_navn, postnummer, poststed) = ANY (ARRAY[0, 3])) AND COALESCE((((adresse_navn)::text <> ''::text) AND ((poststed)::text <> ''::text) AND ((postnummer)::text ~ '^[0-9]{4}$'::text)), true)), ADD COLUMN "adresse_navn" character varying NULL, ADD COLUMN "adresselinje1" character varying NULL, ADD COLUMN "adresselinje2" character varying NULL, ADD COLUMN "adresselinje3" character varying NULL, ADD COLUMN "postnummer" character varying NULL, ADD COLUMN "poststed" character varying NULL;
-- modify "forsendelse" table
ALTER TABLE "forsendelse" ADD COLUMN "bevist" timestamptz NULL, ADD COLUMN "avstemt" timestamptz NULL, ADD COLUMN "slettet" timestamptz NULL;
-- create index "forsendelse_akseptert" to table: "forsendelse"
CREATE INDEX "forsendelse_akseptert" ON "forsendelse" ("akseptert") WHERE ((avstemt IS NOT NULL) AND (slettet IS NULL));
-- modify "leveranse" table
ALTER TABLE "leveranse" ADD COLUMN "ekstern_id" character varying NULL, ADD COLUMN "ekstern_status" character varying NULL, ADD COLUMN "ekstern_tid" timestamptz NULL;
-- create index "leveranse_endret" to table: "leveranse"
CREATE INDEX "leveranse_endret" ON "leveranse" ("endret") WHERE (((kanal)::text = 'BREV'::text) AND ((status)::text = 'OVERLEVERT'::text));

-- +goose Down
-- reverse: create index "leveranse_endret" to table: "leveranse"
DROP INDEX "leveranse_endret";
-- reverse: modify "leveranse" table
ALTER TABLE "leveranse" DROP COLUMN "ekstern_tid", DROP COLUMN "ekstern_status", DROP COLUMN "ekstern_id";
-- reverse: create index "forsendelse_akseptert" to table: "forsendelse"
DROP INDEX "forsendelse_akseptert";
-- reverse: modify "forsendelse" table
ALTER TABLE "forsendelse" DROP COLUMN "slettet", DROP COLUMN "avstemt", DROP COLUMN "bevist";
-- reverse: modify "bydel" table
ALTER TABLE "bydel" DROP COLUMN "poststed", DROP COLUMN "postnummer", DROP COLUMN "adresselinje3", DROP COLUMN "adresselinje2", DROP COLUMN "adresselinje1", DROP COLUMN "adresse_navn", DROP CONSTRAINT "bydel_postadresse";
-- reverse: modify "alarm" table
ALTER TABLE "alarm" DROP COLUMN "ansvarlig";
