-- +goose Up
-- modify "alarm" table
ALTER TABLE "alarm" ALTER COLUMN "bydel_id" DROP NOT NULL;
-- modify "bydel" table
ALTER TABLE "bydel" ADD COLUMN "fiksio_konto" uuid NULL;
-- create index "bydel_fiksio_konto_key" to table: "bydel"
CREATE UNIQUE INDEX "bydel_fiksio_konto_key" ON "bydel" ("fiksio_konto");
-- modify "forsendelse" table
ALTER TABLE "forsendelse" ADD COLUMN "avvist" timestamptz NULL;
-- create index "forsendelse_bydel_id_bevist_nr" to table: "forsendelse"
CREATE INDEX "forsendelse_bydel_id_bevist_nr" ON "forsendelse" ("bydel_id", "bevist", "nr");
-- create "avvisning" table
CREATE TABLE "avvisning" ("id" uuid NOT NULL, "grunn" character varying NOT NULL, "tekst" bytea NULL, "tidspunkt" timestamptz NOT NULL, "forsendelse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "avvisning_forsendelse_avvisninger" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "avvisning_forsendelse_id_tidspunkt" to table: "avvisning"
CREATE INDEX "avvisning_forsendelse_id_tidspunkt" ON "avvisning" ("forsendelse_id", "tidspunkt");
-- create "fiksioinn" table
CREATE TABLE "fiksioinn" ("id" uuid NOT NULL, "avsender_konto" uuid NOT NULL, "svar_til" uuid NULL, "slag" character varying NOT NULL, "utfall" character varying NOT NULL, "klientmelding" bytea NULL, "hode" bytea NOT NULL, "innhold" bytea NULL, "mottatt" timestamptz NOT NULL, "forsendelse_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "fiksioinn_forsendelse_fiksioinn" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "fiksioinn_forsendelse_id" to table: "fiksioinn"
CREATE INDEX "fiksioinn_forsendelse_id" ON "fiksioinn" ("forsendelse_id");
-- modify "leveranse" table
ALTER TABLE "leveranse" ADD COLUMN "konto" uuid NULL, ADD COLUMN "tidligst" timestamptz NULL;
-- create "fiksiosendt" table
CREATE TABLE "fiksiosendt" ("id" uuid NOT NULL, "sendt" timestamptz NOT NULL, "leveranse_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "fiksiosendt_leveranse_fiksiosendt" FOREIGN KEY ("leveranse_id") REFERENCES "leveranse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "fiksiosendt_leveranse_id" to table: "fiksiosendt"
CREATE INDEX "fiksiosendt_leveranse_id" ON "fiksiosendt" ("leveranse_id");

-- +goose Down
-- reverse: create index "fiksiosendt_leveranse_id" to table: "fiksiosendt"
DROP INDEX "fiksiosendt_leveranse_id";
-- reverse: create "fiksiosendt" table
DROP TABLE "fiksiosendt";
-- reverse: modify "leveranse" table
ALTER TABLE "leveranse" DROP COLUMN "tidligst", DROP COLUMN "konto";
-- reverse: create index "fiksioinn_forsendelse_id" to table: "fiksioinn"
DROP INDEX "fiksioinn_forsendelse_id";
-- reverse: create "fiksioinn" table
DROP TABLE "fiksioinn";
-- reverse: create index "avvisning_forsendelse_id_tidspunkt" to table: "avvisning"
DROP INDEX "avvisning_forsendelse_id_tidspunkt";
-- reverse: create "avvisning" table
DROP TABLE "avvisning";
-- reverse: create index "forsendelse_bydel_id_bevist_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_bevist_nr";
-- reverse: modify "forsendelse" table
ALTER TABLE "forsendelse" DROP COLUMN "avvist";
-- reverse: create index "bydel_fiksio_konto_key" to table: "bydel"
DROP INDEX "bydel_fiksio_konto_key";
-- reverse: modify "bydel" table
ALTER TABLE "bydel" DROP COLUMN "fiksio_konto";
-- reverse: modify "alarm" table
ALTER TABLE "alarm" ALTER COLUMN "bydel_id" SET NOT NULL;
