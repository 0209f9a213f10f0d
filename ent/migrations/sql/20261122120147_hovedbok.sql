-- +goose Up
-- create index "forsendelse_hovedbok" to table: "forsendelse"
CREATE INDEX "forsendelse_hovedbok" ON "forsendelse" ("akseptert", "id") WHERE ((slag)::text = 'BEKYMRINGSMELDING'::text);
-- create index "forsendelse_hovedbok_mottak" to table: "forsendelse"
CREATE INDEX "forsendelse_hovedbok_mottak" ON "forsendelse" ("bydel_id", "akseptert", "id") WHERE ((slag)::text = 'BEKYMRINGSMELDING'::text);
-- create index "forsendelse_hovedbok_ubevist" to table: "forsendelse"
CREATE INDEX "forsendelse_hovedbok_ubevist" ON "forsendelse" ("akseptert", "id") WHERE (((slag)::text = 'BEKYMRINGSMELDING'::text) AND (bevist IS NULL));
-- modify "leveranse" table
ALTER TABLE "leveranse" ADD COLUMN "gjelder_til" timestamptz NULL;
-- modify "varsel" table
ALTER TABLE "varsel" ADD COLUMN "plass" bigint NOT NULL DEFAULT 0;
-- create index "varsel_mottak_venter" to table: "varsel"
CREATE UNIQUE INDEX "varsel_mottak_venter" ON "varsel" ("bydel_id", "steg", "plass") WHERE ((slag)::text = 'MOTTAK_VENTER'::text);
-- create "driftsmelding" table
CREATE TABLE "driftsmelding" ("id" uuid NOT NULL, "melding_id" uuid NOT NULL, "versjon" bigint NOT NULL, "alvorlighet" character varying NOT NULL, "fra" timestamptz NOT NULL, "til" timestamptz NULL, "trukket" boolean NOT NULL DEFAULT false, "tidspunkt" timestamptz NOT NULL, "nb" character varying NOT NULL, "nn" character varying NULL, "en" character varying NULL, "se" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "driftsmelding_tid" CHECK ((til IS NULL) OR (til > fra)));
-- create index "driftsmelding_melding_id_versjon" to table: "driftsmelding"
CREATE UNIQUE INDEX "driftsmelding_melding_id_versjon" ON "driftsmelding" ("melding_id", "versjon");
-- create "innhold" table
CREATE TABLE "innhold" ("id" uuid NOT NULL, "slag" character varying NOT NULL, "nokkel" character varying NOT NULL, "kommunenummer" character varying NOT NULL DEFAULT '', "versjon" bigint NOT NULL, "telefon" character varying NULL, "nettside" character varying NULL, "kilde" character varying NULL, "verifisert" boolean NOT NULL DEFAULT false, "publisert" boolean NOT NULL, "rekkefolge" bigint NOT NULL DEFAULT 0, "tidspunkt" timestamptz NOT NULL, "nb" character varying NOT NULL, "nn" character varying NULL, "en" character varying NULL, "se" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "innhold_kommune" CHECK (((slag)::text = 'APNINGSTID'::text) = ((kommunenummer)::text <> ''::text)), CONSTRAINT "innhold_nettside" CHECK ((nettside IS NULL) OR ((nettside)::text ~~ 'https://%'::text)), CONSTRAINT "innhold_verifisert" CHECK ((NOT verifisert) OR ((slag)::text = 'LOVHENVISNING'::text)));
-- create index "innhold_slag_kommunenummer_nokkel_versjon" to table: "innhold"
CREATE UNIQUE INDEX "innhold_slag_kommunenummer_nokkel_versjon" ON "innhold" ("slag", "kommunenummer", "nokkel", "versjon");

-- What was shown to everybody, and who changed it, stays.
CREATE TRIGGER innhold_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON innhold
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();
CREATE TRIGGER driftsmelding_bare_tillegg BEFORE UPDATE OR DELETE OR TRUNCATE ON driftsmelding
  FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring();

-- +goose Down
DROP TRIGGER driftsmelding_bare_tillegg ON driftsmelding;
DROP TRIGGER innhold_bare_tillegg ON innhold;
-- reverse: create index "innhold_slag_kommunenummer_nokkel_versjon" to table: "innhold"
DROP INDEX "innhold_slag_kommunenummer_nokkel_versjon";
-- reverse: create "innhold" table
DROP TABLE "innhold";
-- reverse: create index "driftsmelding_melding_id_versjon" to table: "driftsmelding"
DROP INDEX "driftsmelding_melding_id_versjon";
-- reverse: create "driftsmelding" table
DROP TABLE "driftsmelding";
-- reverse: create index "varsel_mottak_venter" to table: "varsel"
DROP INDEX "varsel_mottak_venter";
-- reverse: modify "varsel" table
ALTER TABLE "varsel" DROP COLUMN "plass";
-- reverse: modify "leveranse" table
ALTER TABLE "leveranse" DROP COLUMN "gjelder_til";
-- reverse: create index "forsendelse_hovedbok_ubevist" to table: "forsendelse"
DROP INDEX "forsendelse_hovedbok_ubevist";
-- reverse: create index "forsendelse_hovedbok_mottak" to table: "forsendelse"
DROP INDEX "forsendelse_hovedbok_mottak";
-- reverse: create index "forsendelse_hovedbok" to table: "forsendelse"
DROP INDEX "forsendelse_hovedbok";
