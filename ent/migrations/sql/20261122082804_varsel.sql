-- +goose Up
-- modify "alarm" table
ALTER TABLE "alarm" ADD COLUMN "varslet" timestamptz NULL;
-- create index "alarm_tidspunkt" to table: "alarm"
CREATE INDEX "alarm_tidspunkt" ON "alarm" ("tidspunkt") WHERE (varslet IS NULL);
-- create "varsel" table
CREATE TABLE "varsel" ("id" uuid NOT NULL, "rolle" character varying NOT NULL, "bydel_id" uuid NULL, "slag" character varying NOT NULL, "steg" character varying NULL, "antall" bigint NOT NULL, "opprettet" timestamptz NOT NULL, "tidligst" timestamptz NOT NULL, "forsok" bigint NOT NULL DEFAULT 0, "feilkode" character varying NULL, "sendt" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "varsel_bydel_id_rolle_slag_steg_sendt" to table: "varsel"
CREATE INDEX "varsel_bydel_id_rolle_slag_steg_sendt" ON "varsel" ("bydel_id", "rolle", "slag", "steg", "sendt");
-- create index "varsel_tidligst" to table: "varsel"
CREATE INDEX "varsel_tidligst" ON "varsel" ("tidligst") WHERE (sendt IS NULL);
-- create "varseladresse" table
CREATE TABLE "varseladresse" ("id" uuid NOT NULL, "bydel_id" uuid NOT NULL, "rolle" character varying NOT NULL, "adresse" character varying NOT NULL, PRIMARY KEY ("id"));
-- create index "varseladresse_bydel_id_rolle" to table: "varseladresse"
CREATE UNIQUE INDEX "varseladresse_bydel_id_rolle" ON "varseladresse" ("bydel_id", "rolle");
-- What has fired all its deadlines is called about each week from now on.
INSERT INTO frist (id, forsendelse_id, type, forfall)
  SELECT gen_random_uuid(), f.id, 'UKENTLIG', now() FROM forsendelse f JOIN frist t ON t.forsendelse_id = f.id
   WHERE f.slag = 'BEKYMRINGSMELDING' AND t.type = 'OPERATOR_21D' AND t.utlost IS NOT NULL AND t.klarert IS NULL;

-- +goose Down
-- reverse: create index "varseladresse_bydel_id_rolle" to table: "varseladresse"
DROP INDEX "varseladresse_bydel_id_rolle";
-- reverse: create "varseladresse" table
DROP TABLE "varseladresse";
-- reverse: create index "varsel_tidligst" to table: "varsel"
DROP INDEX "varsel_tidligst";
-- reverse: create index "varsel_bydel_id_rolle_slag_steg_sendt" to table: "varsel"
DROP INDEX "varsel_bydel_id_rolle_slag_steg_sendt";
-- reverse: create "varsel" table
DROP TABLE "varsel";
-- reverse: create index "alarm_tidspunkt" to table: "alarm"
DROP INDEX "alarm_tidspunkt";
-- reverse: modify "alarm" table
ALTER TABLE "alarm" DROP COLUMN "varslet";
