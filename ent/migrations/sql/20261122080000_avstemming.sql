-- +goose Up
-- modify "forsendelse" table
ALTER TABLE "forsendelse" ADD COLUMN "savnet" timestamptz NULL;
-- create "avstemming" table
CREATE TABLE "avstemming" ("id" uuid NOT NULL, "tidspunkt" timestamptz NOT NULL, "aktor" character varying NOT NULL, "aktor_id" bytea NULL, "aktor_navn" bytea NULL, "liste" character varying NULL, "fra_nr" bigint NOT NULL, "til_nr" bigint NOT NULL, "sendt" bigint NOT NULL, "holdt" bigint NOT NULL, "enige" bigint NOT NULL, "avvik" bigint NOT NULL, "bydel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "avstemming_bydel_avstemminger" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "avstemming_bydel_id_liste" to table: "avstemming"
CREATE INDEX "avstemming_bydel_id_liste" ON "avstemming" ("bydel_id", "liste");

-- +goose Down
-- reverse: create index "avstemming_bydel_id_liste" to table: "avstemming"
DROP INDEX "avstemming_bydel_id_liste";
-- reverse: create "avstemming" table
DROP TABLE "avstemming";
-- reverse: modify "forsendelse" table
ALTER TABLE "forsendelse" DROP COLUMN "savnet";
