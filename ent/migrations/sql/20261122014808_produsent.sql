-- +goose Up
-- modify "bekymringsmelding" table
ALTER TABLE "bekymringsmelding" ADD CONSTRAINT "bekymringsmelding_avsender" CHECK ((num_nonnulls(melder_id, integrasjon_id) = 1) AND (num_nonnulls(melder_id, klientnokkel, skjema_hash) = ANY (ARRAY[0, 3])) AND (num_nonnulls(integrasjon_id, fra_kommune, sendt_hash) = ANY (ARRAY[0, 3]))), ADD CONSTRAINT "bekymringsmelding_fra" CHECK (((fra_kommune)::text ~ '^[0-9]{4}$'::text) AND (length(sendt_hash) = 32)), ALTER COLUMN "melder_id" DROP NOT NULL, ALTER COLUMN "klientnokkel" DROP NOT NULL, ALTER COLUMN "skjema_hash" DROP NOT NULL, ADD COLUMN "integrasjon_id" uuid NULL, ADD COLUMN "fra_kommune" character varying NULL, ADD COLUMN "sendt_hash" bytea NULL;
-- create index "bekymringsmelding_integrasjon_id_sendt_hash_opprettet" to table: "bekymringsmelding"
CREATE INDEX "bekymringsmelding_integrasjon_id_sendt_hash_opprettet" ON "bekymringsmelding" ("integrasjon_id", "sendt_hash", "opprettet") WHERE (integrasjon_id IS NOT NULL);
-- create "opplasting" table
CREATE TABLE "opplasting" ("id" uuid NOT NULL, "integrasjon_id" uuid NOT NULL, "slag" character varying NOT NULL, "innhold" bytea NOT NULL, "lastet_opp" timestamptz NOT NULL, "utloper" timestamptz NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "opplasting_kort" CHECK (utloper <= (lastet_opp + '01:00:00'::interval)), CONSTRAINT "opplasting_storrelse" CHECK ((length(innhold) >= 1) AND (length(innhold) <= 5242880)));
-- create index "opplasting_integrasjon_id" to table: "opplasting"
CREATE INDEX "opplasting_integrasjon_id" ON "opplasting" ("integrasjon_id");
-- create index "opplasting_utloper" to table: "opplasting"
CREATE INDEX "opplasting_utloper" ON "opplasting" ("utloper");

-- +goose Down
-- reverse: create index "opplasting_utloper" to table: "opplasting"
DROP INDEX "opplasting_utloper";
-- reverse: create index "opplasting_integrasjon_id" to table: "opplasting"
DROP INDEX "opplasting_integrasjon_id";
-- reverse: create "opplasting" table
DROP TABLE "opplasting";
-- reverse: create index "bekymringsmelding_integrasjon_id_sendt_hash_opprettet" to table: "bekymringsmelding"
DROP INDEX "bekymringsmelding_integrasjon_id_sendt_hash_opprettet";
-- reverse: modify "bekymringsmelding" table
ALTER TABLE "bekymringsmelding" DROP COLUMN "sendt_hash", DROP COLUMN "fra_kommune", DROP COLUMN "integrasjon_id", ALTER COLUMN "skjema_hash" SET NOT NULL, ALTER COLUMN "klientnokkel" SET NOT NULL, ALTER COLUMN "melder_id" SET NOT NULL, DROP CONSTRAINT "bekymringsmelding_fra", DROP CONSTRAINT "bekymringsmelding_avsender";
