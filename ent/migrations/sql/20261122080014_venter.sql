-- +goose Up
-- modify "innsynsmelding" table
ALTER TABLE "innsynsmelding" ADD COLUMN "klagefrist" timestamptz NULL, ADD COLUMN "svar_onskes" boolean NOT NULL DEFAULT false;
-- drop index "utkast_eier_skjema" from table: "utkast"
DROP INDEX "utkast_eier_skjema";
-- modify "utkast" table
ALTER TABLE "utkast" ADD CONSTRAINT "utkast_sted" CHECK (((skjema)::text = ANY ((ARRAY['BREV'::character varying, 'FORESPORSEL'::character varying])::text[])) = (sted IS NOT NULL)), ADD COLUMN "sted" uuid NULL;
-- create index "utkast_eier_skjema" to table: "utkast"
CREATE UNIQUE INDEX "utkast_eier_skjema" ON "utkast" ("eier", "skjema") WHERE (sted IS NULL);
-- create index "utkast_eier_skjema_sted" to table: "utkast"
CREATE UNIQUE INDEX "utkast_eier_skjema_sted" ON "utkast" ("eier", "skjema", "sted") WHERE (sted IS NOT NULL);
-- create "foresporselfrist" table
CREATE TABLE "foresporselfrist" ("id" uuid NOT NULL, "type" character varying NOT NULL, "forfall" timestamptz NOT NULL, "klarert" timestamptz NULL, "utlost" timestamptz NULL, "foresporsel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "foresporselfrist_innsynsforesporsel_frister" FOREIGN KEY ("foresporsel_id") REFERENCES "innsynsforesporsel" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT);
-- create index "foresporselfrist_foresporsel_id_type" to table: "foresporselfrist"
CREATE UNIQUE INDEX "foresporselfrist_foresporsel_id_type" ON "foresporselfrist" ("foresporsel_id", "type");
-- create index "foresporselfrist_forfall" to table: "foresporselfrist"
CREATE INDEX "foresporselfrist_forfall" ON "foresporselfrist" ("forfall") WHERE ((klarert IS NULL) AND (utlost IS NULL));

-- Requests that stand unanswered have their deadlines too, counted from when they were asked.
INSERT INTO foresporselfrist (id, foresporsel_id, type, forfall)
  SELECT gen_random_uuid(), f.id, t.type, f.opprettet + t.etter FROM innsynsforesporsel f,
    (VALUES ('ALARM_2T', interval '2 hours'), ('KONTAKT_5D', interval '5 days'), ('OPERATOR_21D', interval '21 days')) t (type, etter)
  WHERE f.forsendelse_id IS NULL AND f.status IN ('SENDT', 'SERVERFEIL') AND NOT (t.type = 'ALARM_2T' AND f.hentet IS NOT NULL);

-- +goose Down
-- reverse: create index "foresporselfrist_forfall" to table: "foresporselfrist"
DROP INDEX "foresporselfrist_forfall";
-- reverse: create index "foresporselfrist_foresporsel_id_type" to table: "foresporselfrist"
DROP INDEX "foresporselfrist_foresporsel_id_type";
-- reverse: create "foresporselfrist" table
DROP TABLE "foresporselfrist";
-- reverse: create index "utkast_eier_skjema_sted" to table: "utkast"
DROP INDEX "utkast_eier_skjema_sted";
-- reverse: create index "utkast_eier_skjema" to table: "utkast"
DROP INDEX "utkast_eier_skjema";
-- reverse: modify "utkast" table
ALTER TABLE "utkast" DROP COLUMN "sted", DROP CONSTRAINT "utkast_sted";
-- reverse: drop index "utkast_eier_skjema" from table: "utkast"
CREATE UNIQUE INDEX "utkast_eier_skjema" ON "utkast" ("eier", "skjema");
-- reverse: modify "innsynsmelding" table
ALTER TABLE "innsynsmelding" DROP COLUMN "svar_onskes", DROP COLUMN "klagefrist";
