-- +goose Up
-- create "utkast" table
CREATE TABLE "utkast" ("id" uuid NOT NULL, "eier" bytea NOT NULL, "skjema" character varying NOT NULL, "klientnokkel" uuid NOT NULL, "skjemaversjon" bigint NOT NULL, "innhold" bytea NOT NULL, "lagret" timestamptz NOT NULL, "utloper" timestamptz NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "utkast_kort" CHECK (utloper <= (lagret + '7 days'::interval)));
-- create index "utkast_eier_skjema" to table: "utkast"
CREATE UNIQUE INDEX "utkast_eier_skjema" ON "utkast" ("eier", "skjema");
-- create index "utkast_utloper" to table: "utkast"
CREATE INDEX "utkast_utloper" ON "utkast" ("utloper");

-- +goose Down
-- reverse: create index "utkast_utloper" to table: "utkast"
DROP INDEX "utkast_utloper";
-- reverse: create index "utkast_eier_skjema" to table: "utkast"
DROP INDEX "utkast_eier_skjema";
-- reverse: create "utkast" table
DROP TABLE "utkast";
