-- +goose Up
-- create "dialogmottaker" table
CREATE TABLE "dialogmottaker" ("id" uuid NOT NULL, "orgnr" character varying NOT NULL, "edialog_id" character varying NOT NULL DEFAULT '', "mottaker_orgnr" character varying NOT NULL, "mottaker_navn" character varying NOT NULL, "tittel" character varying NOT NULL DEFAULT '', "vei" character varying NOT NULL, "reserve" boolean NOT NULL DEFAULT false, "aktiv" boolean NOT NULL DEFAULT true, "bydel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "dialogmottaker_bydel_dialogmottakere" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "dialogmottaker_orgnr" CHECK (((orgnr)::text ~ '^[0-9]{9}$'::text) AND ((mottaker_orgnr)::text ~ '^[0-9]{9}$'::text)));
-- create index "dialogmottaker_orgnr_edialog_id" to table: "dialogmottaker"
CREATE UNIQUE INDEX "dialogmottaker_orgnr_edialog_id" ON "dialogmottaker" ("orgnr", "edialog_id");
-- create "kjede" table
CREATE TABLE "kjede" ("id" uuid NOT NULL, "slag" character varying NOT NULL, "siste_nr" bigint NOT NULL DEFAULT 0, "siste_hash" bytea NULL, "bydel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "kjede_bydel_kjeder" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "kjede_slag" CHECK ((slag)::text <> 'BEKYMRINGSMELDING'::text));
-- create index "kjede_bydel_id_slag" to table: "kjede"
CREATE UNIQUE INDEX "kjede_bydel_id_slag" ON "kjede" ("bydel_id", "slag");
-- create "mottakersystem" table
CREATE TABLE "mottakersystem" ("id" uuid NOT NULL, "navn" character varying NOT NULL, "orgnr" character varying NOT NULL, "forsendelsestype" character varying NOT NULL DEFAULT '', "sikkerhetsniva" character varying NOT NULL, "bruker" character varying NOT NULL, "passord_hash" bytea NOT NULL, "opprettet" timestamptz NOT NULL, "trukket" timestamptz NULL, "nokkel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "mottakersystem_nokkel_mottakersystemer" FOREIGN KEY ("nokkel_id") REFERENCES "nokkel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "mottakersystem_orgnr" CHECK ((orgnr)::text ~ '^[0-9]{9}$'::text), CONSTRAINT "mottakersystem_passord" CHECK (octet_length(passord_hash) = 32));
-- create index "mottakersystem_bruker_key" to table: "mottakersystem"
CREATE UNIQUE INDEX "mottakersystem_bruker_key" ON "mottakersystem" ("bruker");
-- create index "mottakersystem_orgnr_forsendelsestype" to table: "mottakersystem"
CREATE UNIQUE INDEX "mottakersystem_orgnr_forsendelsestype" ON "mottakersystem" ("orgnr", "forsendelsestype") WHERE (trukket IS NULL);
-- create index "forsendelse_bydel_id_slag_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_nr";
CREATE UNIQUE INDEX "forsendelse_bydel_id_slag_nr" ON "forsendelse" ("bydel_id", "slag", "nr");
-- create "post" table
CREATE TABLE "post" ("id" uuid NOT NULL, "type" character varying NOT NULL, "eier" bytea NOT NULL, "kommunenummer" character varying NOT NULL, "mappe_id" uuid NOT NULL, "journalpost_id" uuid NULL, "nokkel" uuid NOT NULL, "skjema_hash" bytea NOT NULL, "innhold" bytea NOT NULL, "konvolutt" bytea NOT NULL, "opprettet" timestamptz NOT NULL, "dialogmottaker_id" uuid NOT NULL, "forsendelse_id" uuid NOT NULL, "mottakersystem_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "post_dialogmottaker_post" FOREIGN KEY ("dialogmottaker_id") REFERENCES "dialogmottaker" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "post_forsendelse_post" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "post_mottakersystem_post" FOREIGN KEY ("mottakersystem_id") REFERENCES "mottakersystem" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "post_eier" CHECK ((octet_length(eier) = 32) AND (octet_length(skjema_hash) = 32)), CONSTRAINT "post_svar" CHECK (((type)::text = 'POST'::text) = (journalpost_id IS NULL)));
-- create index "post_eier_mappe_id_opprettet" to table: "post"
CREATE INDEX "post_eier_mappe_id_opprettet" ON "post" ("eier", "mappe_id", "opprettet");
-- create index "post_eier_nokkel" to table: "post"
CREATE UNIQUE INDEX "post_eier_nokkel" ON "post" ("eier", "nokkel");
-- create index "post_forsendelse_id_key" to table: "post"
CREATE UNIQUE INDEX "post_forsendelse_id_key" ON "post" ("forsendelse_id");
-- create index "post_mottakersystem_id" to table: "post"
CREATE INDEX "post_mottakersystem_id" ON "post" ("mottakersystem_id");
-- create "vedlegg" table
CREATE TABLE "vedlegg" ("id" uuid NOT NULL, "eier" bytea NOT NULL, "mime_type" character varying NOT NULL, "navn" bytea NOT NULL, "innhold" bytea NOT NULL, "storrelse" bigint NOT NULL, "lastet_opp" timestamptz NOT NULL, "utloper" timestamptz NOT NULL, "sesjon_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "vedlegg_sesjon_vedlegg" FOREIGN KEY ("sesjon_id") REFERENCES "sesjon" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "vedlegg_eier" CHECK (octet_length(eier) = 32), CONSTRAINT "vedlegg_kort" CHECK (utloper <= (lastet_opp + '12:00:00'::interval)), CONSTRAINT "vedlegg_storrelse" CHECK ((storrelse >= 1) AND (storrelse <= 10485760)));
-- create index "vedlegg_sesjon_id" to table: "vedlegg"
CREATE INDEX "vedlegg_sesjon_id" ON "vedlegg" ("sesjon_id");
-- create index "vedlegg_utloper" to table: "vedlegg"
CREATE INDEX "vedlegg_utloper" ON "vedlegg" ("utloper");

-- +goose Down
-- reverse: create index "vedlegg_utloper" to table: "vedlegg"
DROP INDEX "vedlegg_utloper";
-- reverse: create index "vedlegg_sesjon_id" to table: "vedlegg"
DROP INDEX "vedlegg_sesjon_id";
-- reverse: create "vedlegg" table
DROP TABLE "vedlegg";
-- reverse: create index "post_mottakersystem_id" to table: "post"
DROP INDEX "post_mottakersystem_id";
-- reverse: create index "post_forsendelse_id_key" to table: "post"
DROP INDEX "post_forsendelse_id_key";
-- reverse: create index "post_eier_nokkel" to table: "post"
DROP INDEX "post_eier_nokkel";
-- reverse: create index "post_eier_mappe_id_opprettet" to table: "post"
DROP INDEX "post_eier_mappe_id_opprettet";
-- reverse: create "post" table
DROP TABLE "post";
-- reverse: create index "forsendelse_bydel_id_slag_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_slag_nr";
-- reverse: create index "mottakersystem_orgnr_forsendelsestype" to table: "mottakersystem"
DROP INDEX "mottakersystem_orgnr_forsendelsestype";
-- reverse: create index "mottakersystem_bruker_key" to table: "mottakersystem"
DROP INDEX "mottakersystem_bruker_key";
-- reverse: create "mottakersystem" table
DROP TABLE "mottakersystem";
-- reverse: create index "kjede_bydel_id_slag" to table: "kjede"
DROP INDEX "kjede_bydel_id_slag";
-- reverse: create "kjede" table
DROP TABLE "kjede";
-- reverse: create index "dialogmottaker_orgnr_edialog_id" to table: "dialogmottaker"
DROP INDEX "dialogmottaker_orgnr_edialog_id";
-- reverse: create "dialogmottaker" table
DROP TABLE "dialogmottaker";
