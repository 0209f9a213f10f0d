-- +goose Up
-- modify "innsynslogg" table
ALTER TABLE "innsynslogg" ADD COLUMN "samtykke_id" uuid NULL;
-- create "samtykke" table
CREATE TABLE "samtykke" ("id" uuid NOT NULL, "kommunenummer" character varying NOT NULL, "akseptfrist" date NOT NULL, "slutt_dato" date NULL, "invalidert" timestamptz NULL, "hendelser" bigint NOT NULL, "opprettet" timestamptz NOT NULL, "innhold" bytea NOT NULL, PRIMARY KEY ("id"));
-- create index "samtykke_kommunenummer" to table: "samtykke"
CREATE INDEX "samtykke_kommunenummer" ON "samtykke" ("kommunenummer");
-- create "samtykkepart" table
CREATE TABLE "samtykkepart" ("id" uuid NOT NULL, "kommunenummer" character varying NOT NULL, "nr" bigint NOT NULL, "eier" bytea NOT NULL, "har_tilgang" boolean NOT NULL, "svar" character varying NOT NULL, "svar_dato" date NULL, "innhold" bytea NOT NULL, "samtykke_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "samtykkepart_samtykke_parter" FOREIGN KEY ("samtykke_id") REFERENCES "samtykke" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "samtykkepart_eier" CHECK (octet_length(eier) = 32), CONSTRAINT "samtykkepart_svar_dato" CHECK (((svar)::text = 'VENTER_PAA_SVAR'::text) = (svar_dato IS NULL)));
-- create index "samtykkepart_eier" to table: "samtykkepart"
CREATE INDEX "samtykkepart_eier" ON "samtykkepart" ("eier");
-- create index "samtykkepart_samtykke_id_eier" to table: "samtykkepart"
CREATE UNIQUE INDEX "samtykkepart_samtykke_id_eier" ON "samtykkepart" ("samtykke_id", "eier");
-- create index "samtykkepart_samtykke_id_nr" to table: "samtykkepart"
CREATE UNIQUE INDEX "samtykkepart_samtykke_id_nr" ON "samtykkepart" ("samtykke_id", "nr");
-- create "samtykkehendelse" table
CREATE TABLE "samtykkehendelse" ("id" uuid NOT NULL, "kommunenummer" character varying NOT NULL, "sekvensnummer" bigint NOT NULL, "type" character varying NOT NULL, "tidspunkt" timestamptz NOT NULL, "fra_svar" character varying NULL, "til_svar" character varying NULL, "aktor" character varying NOT NULL, "integrasjon_id" uuid NULL, "innhold" bytea NOT NULL, "samtykke_id" uuid NOT NULL, "part_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "samtykkehendelse_samtykke_historikk" FOREIGN KEY ("samtykke_id") REFERENCES "samtykke" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "samtykkehendelse_samtykkepart_hendelser" FOREIGN KEY ("part_id") REFERENCES "samtykkepart" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "samtykkehendelse_aktor" CHECK ((((aktor)::text = 'FAGSYSTEM'::text) = (integrasjon_id IS NOT NULL)) AND (((aktor)::text = 'FAGSYSTEM'::text) OR (part_id IS NOT NULL))));
-- create index "samtykkehendelse_samtykke_id_sekvensnummer" to table: "samtykkehendelse"
CREATE UNIQUE INDEX "samtykkehendelse_samtykke_id_sekvensnummer" ON "samtykkehendelse" ("samtykke_id", "sekvensnummer");

-- +goose Down
-- reverse: create index "samtykkehendelse_samtykke_id_sekvensnummer" to table: "samtykkehendelse"
DROP INDEX "samtykkehendelse_samtykke_id_sekvensnummer";
-- reverse: create "samtykkehendelse" table
DROP TABLE "samtykkehendelse";
-- reverse: create index "samtykkepart_samtykke_id_nr" to table: "samtykkepart"
DROP INDEX "samtykkepart_samtykke_id_nr";
-- reverse: create index "samtykkepart_samtykke_id_eier" to table: "samtykkepart"
DROP INDEX "samtykkepart_samtykke_id_eier";
-- reverse: create index "samtykkepart_eier" to table: "samtykkepart"
DROP INDEX "samtykkepart_eier";
-- reverse: create "samtykkepart" table
DROP TABLE "samtykkepart";
-- reverse: create index "samtykke_kommunenummer" to table: "samtykke"
DROP INDEX "samtykke_kommunenummer";
-- reverse: create "samtykke" table
DROP TABLE "samtykke";
-- reverse: modify "innsynslogg" table
ALTER TABLE "innsynslogg" DROP COLUMN "samtykke_id";
