-- +goose Up
-- drop index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" from table: "tilgang"
DROP INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer";
-- modify "tilgang" table
ALTER TABLE "tilgang" ADD COLUMN "innhold" bytea NULL;
-- create index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" to table: "tilgang"
CREATE UNIQUE INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer" ON "tilgang" ("person_id", "rolle", "kommunenummer", "bydelsnummer") WHERE (trukket IS NULL);
-- create index "tilgang_kommunenummer" to table: "tilgang"
CREATE INDEX "tilgang_kommunenummer" ON "tilgang" ("kommunenummer");
-- modify "tilgangshendelse" table
ALTER TABLE "tilgangshendelse" ADD COLUMN "utfort_navn" bytea NULL, ADD COLUMN "bydelsnummer" character varying NULL, ADD COLUMN "om_id" uuid NULL, ADD COLUMN "detalj" character varying NULL;
-- create index "tilgangshendelse_kommunenummer_tidspunkt_id" to table: "tilgangshendelse"
CREATE INDEX "tilgangshendelse_kommunenummer_tidspunkt_id" ON "tilgangshendelse" ("kommunenummer", "tidspunkt", "id");
-- create index "tilgangshendelse_om_id" to table: "tilgangshendelse"
CREATE INDEX "tilgangshendelse_om_id" ON "tilgangshendelse" ("om_id");
-- create index "tilgangshendelse_tidspunkt_id" to table: "tilgangshendelse"
CREATE INDEX "tilgangshendelse_tidspunkt_id" ON "tilgangshendelse" ("tidspunkt", "id");
-- create "avtale" table
CREATE TABLE "avtale" ("id" uuid NOT NULL, "versjon" character varying NOT NULL, "inngatt" timestamptz NOT NULL, "signert_av" bytea NULL, "registrert" timestamptz NOT NULL, "kommunenummer" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "avtale_kommune_avtaler" FOREIGN KEY ("kommunenummer") REFERENCES "kommune" ("kommunenummer") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "avtale_kommunenummer_registrert" to table: "avtale"
CREATE INDEX "avtale_kommunenummer_registrert" ON "avtale" ("kommunenummer", "registrert");
-- modify "bydel" table
ALTER TABLE "bydel" ADD COLUMN "versjon" bigint NOT NULL DEFAULT 1, ADD COLUMN "kontakter" bytea NULL;
-- create index "bydel_standard_mottaker" to table: "bydel"
CREATE UNIQUE INDEX "bydel_standard_mottaker" ON "bydel" ("kommunenummer") WHERE standard_mottaker;
-- create "nokkelforslag" table
CREATE TABLE "nokkelforslag" ("id" uuid NOT NULL, "omfang" character varying NOT NULL, "formal" character varying NOT NULL, "sertifikat" bytea NOT NULL, "tommelavtrykk" character varying NOT NULL, "gyldig_fra" timestamptz NOT NULL, "gyldig_til" timestamptz NOT NULL, "oppdrag" character varying NULL, "foreslatt" timestamptz NOT NULL, "foreslatt_av" bytea NOT NULL, "avgjort" timestamptz NULL, "avgjort_av" bytea NULL, "utfall" character varying NULL, "bydel_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "nokkelforslag_bydel_nokkelforslag" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "nokkelforslag_avgjort" CHECK (num_nonnulls(avgjort, avgjort_av, utfall) = ANY (ARRAY[0, 3])), CONSTRAINT "nokkelforslag_avgjort_av" CHECK ((avgjort_av IS NULL) OR (octet_length(avgjort_av) = 32)), CONSTRAINT "nokkelforslag_foreslatt" CHECK (octet_length(foreslatt_av) = 32), CONSTRAINT "nokkelforslag_to_hender" CHECK ((utfall IS NULL) OR ((utfall)::text <> 'GODKJENT'::text) OR (avgjort_av <> foreslatt_av)));
-- create index "nokkelforslag_omfang_formal" to table: "nokkelforslag"
CREATE UNIQUE INDEX "nokkelforslag_omfang_formal" ON "nokkelforslag" ("omfang", "formal") WHERE (avgjort IS NULL);

-- +goose Down
-- reverse: create index "nokkelforslag_omfang_formal" to table: "nokkelforslag"
DROP INDEX "nokkelforslag_omfang_formal";
-- reverse: create "nokkelforslag" table
DROP TABLE "nokkelforslag";
-- reverse: create index "bydel_standard_mottaker" to table: "bydel"
DROP INDEX "bydel_standard_mottaker";
-- reverse: modify "bydel" table
ALTER TABLE "bydel" DROP COLUMN "kontakter", DROP COLUMN "versjon";
-- reverse: create index "avtale_kommunenummer_registrert" to table: "avtale"
DROP INDEX "avtale_kommunenummer_registrert";
-- reverse: create "avtale" table
DROP TABLE "avtale";
-- reverse: create index "tilgangshendelse_tidspunkt_id" to table: "tilgangshendelse"
DROP INDEX "tilgangshendelse_tidspunkt_id";
-- reverse: create index "tilgangshendelse_om_id" to table: "tilgangshendelse"
DROP INDEX "tilgangshendelse_om_id";
-- reverse: create index "tilgangshendelse_kommunenummer_tidspunkt_id" to table: "tilgangshendelse"
DROP INDEX "tilgangshendelse_kommunenummer_tidspunkt_id";
-- reverse: modify "tilgangshendelse" table
ALTER TABLE "tilgangshendelse" DROP COLUMN "detalj", DROP COLUMN "om_id", DROP COLUMN "bydelsnummer", DROP COLUMN "utfort_navn";
-- reverse: create index "tilgang_kommunenummer" to table: "tilgang"
DROP INDEX "tilgang_kommunenummer";
-- reverse: create index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" to table: "tilgang"
DROP INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer";
-- reverse: modify "tilgang" table
ALTER TABLE "tilgang" DROP COLUMN "innhold";
-- reverse: drop index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" from table: "tilgang"
CREATE UNIQUE INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer" ON "tilgang" ("person_id", "rolle", "kommunenummer", "bydelsnummer");
