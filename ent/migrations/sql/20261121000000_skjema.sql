-- +goose Up
-- create "tilgang" table
CREATE TABLE "tilgang" ("id" uuid NOT NULL, "person_id" bytea NOT NULL, "rolle" character varying NOT NULL, "kommunenummer" character varying NOT NULL, "bydelsnummer" character varying NOT NULL, "gitt" timestamptz NOT NULL, "trukket" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" to table: "tilgang"
CREATE UNIQUE INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer" ON "tilgang" ("person_id", "rolle", "kommunenummer", "bydelsnummer");
-- create "brukt_jti" table
CREATE TABLE "brukt_jti" ("id" character varying NOT NULL, "utloper" timestamptz NOT NULL, PRIMARY KEY ("id"));
-- create index "bruktjti_utloper" to table: "brukt_jti"
CREATE INDEX "bruktjti_utloper" ON "brukt_jti" ("utloper");
-- create "alarm" table
CREATE TABLE "alarm" ("id" uuid NOT NULL, "slag" character varying NOT NULL, "bydel_id" uuid NOT NULL, "forsendelse_id" uuid NULL, "detalj" character varying NULL, "tidspunkt" timestamptz NOT NULL, "behandlet" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "alarm_behandlet_tidspunkt" to table: "alarm"
CREATE INDEX "alarm_behandlet_tidspunkt" ON "alarm" ("behandlet", "tidspunkt");
-- create "kommune" table
CREATE TABLE "kommune" ("kommunenummer" character varying NOT NULL, "navn" character varying NOT NULL, "gyldig_fra" timestamptz NOT NULL, "gyldig_til" timestamptz NULL, PRIMARY KEY ("kommunenummer"), CONSTRAINT "kommune_nummer" CHECK ((kommunenummer)::text ~ '^[0-9]{4}$'::text));
-- create "bydel" table
CREATE TABLE "bydel" ("id" uuid NOT NULL, "bydelsnummer" character varying NOT NULL, "navn" character varying NOT NULL, "standard_mottaker" boolean NOT NULL DEFAULT false, "aktiv" boolean NOT NULL DEFAULT false, "avtale_inngatt" timestamptz NULL, "kanal" character varying NOT NULL, "stottet_versjon" character varying NOT NULL DEFAULT 'V2', "gir_bevis" boolean NOT NULL DEFAULT false, "siste_nr" bigint NOT NULL DEFAULT 0, "siste_hash" bytea NULL, "kommunenummer" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "bydel_kommune_bydeler" FOREIGN KEY ("kommunenummer") REFERENCES "kommune" ("kommunenummer") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "bydel_avtale" CHECK ((NOT aktiv) OR (avtale_inngatt IS NOT NULL)), CONSTRAINT "bydel_nummer" CHECK ((bydelsnummer)::text ~ '^[0-9]{2}$'::text));
-- create index "bydel_kommunenummer_bydelsnummer" to table: "bydel"
CREATE UNIQUE INDEX "bydel_kommunenummer_bydelsnummer" ON "bydel" ("kommunenummer", "bydelsnummer");
-- create "forsendelse" table
CREATE TABLE "forsendelse" ("id" uuid NOT NULL, "slag" character varying NOT NULL, "kanal" character varying NOT NULL, "nr" bigint NOT NULL, "sha256" bytea NOT NULL, "kjedehash" bytea NOT NULL, "tilstand" character varying NOT NULL, "bevis" character varying NOT NULL, "akseptert" timestamptz NOT NULL, "sist_apnet" timestamptz NULL, "bekreftet" timestamptz NULL, "bydel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "forsendelse_bydel_forsendelser" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "forsendelse_bekreftet" CHECK (((bevis)::text = 'REGISTRERT'::text) = (bekreftet IS NOT NULL)), CONSTRAINT "forsendelse_bevis" CHECK ((bevis)::text = ANY ((ARRAY['INGEN'::character varying, 'OVERLEVERT'::character varying, 'KVITTERT'::character varying, 'LAGRET'::character varying, 'REGISTRERT'::character varying])::text[])), CONSTRAINT "forsendelse_nr" CHECK (nr > 0), CONSTRAINT "forsendelse_tilstand" CHECK ((tilstand)::text = ANY ((ARRAY['AKSEPTERT'::character varying, 'SENDT_FAGSYSTEM'::character varying, 'AVVIST_FAGSYSTEM'::character varying, 'SENDT_PRINT'::character varying, 'AVVIST_PRINT'::character varying, 'LEVERT'::character varying])::text[])));
-- create index "forsendelse_bydel_id_bekreftet_nr" to table: "forsendelse"
CREATE INDEX "forsendelse_bydel_id_bekreftet_nr" ON "forsendelse" ("bydel_id", "bekreftet", "nr");
-- create index "forsendelse_bydel_id_nr" to table: "forsendelse"
CREATE UNIQUE INDEX "forsendelse_bydel_id_nr" ON "forsendelse" ("bydel_id", "nr");
-- create "bekymringsmelding" table
CREATE TABLE "bekymringsmelding" ("id" uuid NOT NULL, "type" character varying NOT NULL, "versjon" character varying NOT NULL, "melder_id" bytea NOT NULL, "klientnokkel" uuid NOT NULL, "skjema_hash" bytea NOT NULL, "opprettet" timestamptz NOT NULL, "forsendelse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "bekymringsmelding_forsendelse_bekymringsmelding" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "bekymringsmelding_forsendelse_id_key" to table: "bekymringsmelding"
CREATE UNIQUE INDEX "bekymringsmelding_forsendelse_id_key" ON "bekymringsmelding" ("forsendelse_id");
-- create index "bekymringsmelding_melder_id_klientnokkel" to table: "bekymringsmelding"
CREATE UNIQUE INDEX "bekymringsmelding_melder_id_klientnokkel" ON "bekymringsmelding" ("melder_id", "klientnokkel");
-- create index "bekymringsmelding_melder_id_opprettet" to table: "bekymringsmelding"
CREATE INDEX "bekymringsmelding_melder_id_opprettet" ON "bekymringsmelding" ("melder_id", "opprettet");
-- create "frist" table
CREATE TABLE "frist" ("id" uuid NOT NULL, "type" character varying NOT NULL, "forfall" timestamptz NOT NULL, "klarert" timestamptz NULL, "utlost" timestamptz NULL, "forsendelse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "frist_forsendelse_frister" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "frist_forfall" to table: "frist"
CREATE INDEX "frist_forfall" ON "frist" ("forfall") WHERE ((klarert IS NULL) AND (utlost IS NULL));
-- create index "frist_forsendelse_id_type" to table: "frist"
CREATE UNIQUE INDEX "frist_forsendelse_id_type" ON "frist" ("forsendelse_id", "type");
-- create "hendelse" table
CREATE TABLE "hendelse" ("id" bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY, "bydel_id" uuid NOT NULL, "tidspunkt" timestamptz NOT NULL, "slag" character varying NOT NULL, "tilstand" character varying NOT NULL, "bevis" character varying NOT NULL, "detalj" character varying NULL, "aktor" character varying NOT NULL, "aktor_id" bytea NULL, "aktor_navn" bytea NULL, "forsendelse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "hendelse_forsendelse_hendelser" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "hendelse_forsendelse_id_id" to table: "hendelse"
CREATE INDEX "hendelse_forsendelse_id_id" ON "hendelse" ("forsendelse_id", "id");
-- create "sesjon" table
CREATE TABLE "sesjon" ("id" uuid NOT NULL, "innhold" bytea NOT NULL, "sid_hash" bytea NULL, "sub_hash" bytea NULL, "opprettet" timestamptz NOT NULL, "sist_brukt" timestamptz NOT NULL, "utloper" timestamptz NOT NULL, PRIMARY KEY ("id"));
-- create index "sesjon_sid_hash" to table: "sesjon"
CREATE INDEX "sesjon_sid_hash" ON "sesjon" ("sid_hash");
-- create index "sesjon_sub_hash" to table: "sesjon"
CREATE INDEX "sesjon_sub_hash" ON "sesjon" ("sub_hash");
-- create index "sesjon_utloper" to table: "sesjon"
CREATE INDEX "sesjon_utloper" ON "sesjon" ("utloper");
-- create "kopi" table
CREATE TABLE "kopi" ("id" uuid NOT NULL, "melder_id" bytea NOT NULL, "innhold" bytea NOT NULL, "sesjon_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "kopi_sesjon_kopier" FOREIGN KEY ("sesjon_id") REFERENCES "sesjon" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "nokkel" table
CREATE TABLE "nokkel" ("id" uuid NOT NULL, "formal" character varying NOT NULL, "sertifikat" bytea NOT NULL, "tommelavtrykk" character varying NOT NULL, "gyldig_fra" timestamptz NOT NULL, "gyldig_til" timestamptz NOT NULL, "tatt_i_bruk" timestamptz NOT NULL, "erstattet" timestamptz NULL, "bydel_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "nokkel_bydel_nokler" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- create index "nokkel_bydel_id_formal_tatt_i_bruk" to table: "nokkel"
CREATE INDEX "nokkel_bydel_id_formal_tatt_i_bruk" ON "nokkel" ("bydel_id", "formal", "tatt_i_bruk");
-- create "pakke" table
CREATE TABLE "pakke" ("id" uuid NOT NULL, "formal" character varying NOT NULL, "innhold" bytea NULL, "sha256" bytea NOT NULL, "storrelse" bigint NOT NULL, "bevis_hash" bytea NULL, "forsendelse_id" uuid NOT NULL, "nokkel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pakke_forsendelse_pakker" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "pakke_nokkel_pakker" FOREIGN KEY ("nokkel_id") REFERENCES "nokkel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "pakke_forsendelse_id_formal" to table: "pakke"
CREATE UNIQUE INDEX "pakke_forsendelse_id_formal" ON "pakke" ("forsendelse_id", "formal");
-- create "leveranse" table
CREATE TABLE "leveranse" ("id" uuid NOT NULL, "kanal" character varying NOT NULL, "status" character varying NOT NULL, "forsok" bigint NOT NULL DEFAULT 0, "feilkode" character varying NULL, "endret" timestamptz NOT NULL, "forsendelse_id" uuid NOT NULL, "pakke_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "leveranse_forsendelse_leveranser" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "leveranse_pakke_leveranser" FOREIGN KEY ("pakke_id") REFERENCES "pakke" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "leveranse_forsendelse_id_kanal" to table: "leveranse"
CREATE UNIQUE INDEX "leveranse_forsendelse_id_kanal" ON "leveranse" ("forsendelse_id", "kanal");
-- create index "leveranse_status_endret" to table: "leveranse"
CREATE INDEX "leveranse_status_endret" ON "leveranse" ("status", "endret");

-- +goose Down
-- reverse: create index "leveranse_status_endret" to table: "leveranse"
DROP INDEX "leveranse_status_endret";
-- reverse: create index "leveranse_forsendelse_id_kanal" to table: "leveranse"
DROP INDEX "leveranse_forsendelse_id_kanal";
-- reverse: create "leveranse" table
DROP TABLE "leveranse";
-- reverse: create index "pakke_forsendelse_id_formal" to table: "pakke"
DROP INDEX "pakke_forsendelse_id_formal";
-- reverse: create "pakke" table
DROP TABLE "pakke";
-- reverse: create index "nokkel_bydel_id_formal_tatt_i_bruk" to table: "nokkel"
DROP INDEX "nokkel_bydel_id_formal_tatt_i_bruk";
-- reverse: create "nokkel" table
DROP TABLE "nokkel";
-- reverse: create "kopi" table
DROP TABLE "kopi";
-- reverse: create index "sesjon_utloper" to table: "sesjon"
DROP INDEX "sesjon_utloper";
-- reverse: create index "sesjon_sub_hash" to table: "sesjon"
DROP INDEX "sesjon_sub_hash";
-- reverse: create index "sesjon_sid_hash" to table: "sesjon"
DROP INDEX "sesjon_sid_hash";
-- reverse: create "sesjon" table
DROP TABLE "sesjon";
-- reverse: create index "hendelse_forsendelse_id_id" to table: "hendelse"
DROP INDEX "hendelse_forsendelse_id_id";
-- reverse: create "hendelse" table
DROP TABLE "hendelse";
-- reverse: create index "frist_forsendelse_id_type" to table: "frist"
DROP INDEX "frist_forsendelse_id_type";
-- reverse: create index "frist_forfall" to table: "frist"
DROP INDEX "frist_forfall";
-- reverse: create "frist" table
DROP TABLE "frist";
-- reverse: create index "bekymringsmelding_melder_id_opprettet" to table: "bekymringsmelding"
DROP INDEX "bekymringsmelding_melder_id_opprettet";
-- reverse: create index "bekymringsmelding_melder_id_klientnokkel" to table: "bekymringsmelding"
DROP INDEX "bekymringsmelding_melder_id_klientnokkel";
-- reverse: create index "bekymringsmelding_forsendelse_id_key" to table: "bekymringsmelding"
DROP INDEX "bekymringsmelding_forsendelse_id_key";
-- reverse: create "bekymringsmelding" table
DROP TABLE "bekymringsmelding";
-- reverse: create index "forsendelse_bydel_id_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_nr";
-- reverse: create index "forsendelse_bydel_id_bekreftet_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_bekreftet_nr";
-- reverse: create "forsendelse" table
DROP TABLE "forsendelse";
-- reverse: create index "bydel_kommunenummer_bydelsnummer" to table: "bydel"
DROP INDEX "bydel_kommunenummer_bydelsnummer";
-- reverse: create "bydel" table
DROP TABLE "bydel";
-- reverse: create "kommune" table
DROP TABLE "kommune";
-- reverse: create index "alarm_behandlet_tidspunkt" to table: "alarm"
DROP INDEX "alarm_behandlet_tidspunkt";
-- reverse: create "alarm" table
DROP TABLE "alarm";
-- reverse: create index "bruktjti_utloper" to table: "brukt_jti"
DROP INDEX "bruktjti_utloper";
-- reverse: create "brukt_jti" table
DROP TABLE "brukt_jti";
-- reverse: create index "tilgang_person_id_rolle_kommunenummer_bydelsnummer" to table: "tilgang"
DROP INDEX "tilgang_person_id_rolle_kommunenummer_bydelsnummer";
-- reverse: create "tilgang" table
DROP TABLE "tilgang";
