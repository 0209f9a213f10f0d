-- +goose Up
-- create "innsynsforesporsel" table
CREATE TABLE "innsynsforesporsel" ("id" uuid NOT NULL, "eier" bytea NOT NULL, "kommunenummer" character varying NOT NULL, "integrasjon_id" uuid NOT NULL, "mappe_id" uuid NOT NULL, "nokkel" uuid NOT NULL, "skjema_hash" bytea NOT NULL, "status" character varying NOT NULL, "innhold" bytea NOT NULL, "opprettet" timestamptz NOT NULL, "endret" timestamptz NOT NULL, "avgjort" timestamptz NULL, "hentet" timestamptz NULL, "forsendelse_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "innsynsforesporsel_forsendelse_innsynsforesporsel" FOREIGN KEY ("forsendelse_id") REFERENCES "forsendelse" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "innsynsforesporsel_avgjort" CHECK (((status)::text = ANY ((ARRAY['INNVILGET'::character varying, 'AVVIST'::character varying])::text[])) = (avgjort IS NOT NULL)), CONSTRAINT "innsynsforesporsel_eier" CHECK ((octet_length(eier) = 32) AND (octet_length(skjema_hash) = 32)));
-- create index "innsynsforesporsel_eier_nokkel" to table: "innsynsforesporsel"
CREATE UNIQUE INDEX "innsynsforesporsel_eier_nokkel" ON "innsynsforesporsel" ("eier", "nokkel");
-- create index "innsynsforesporsel_forsendelse_id_key" to table: "innsynsforesporsel"
CREATE UNIQUE INDEX "innsynsforesporsel_forsendelse_id_key" ON "innsynsforesporsel" ("forsendelse_id");
-- create index "innsynsforesporsel_integrasjon_id_kommunenummer_opprettet" to table: "innsynsforesporsel"
CREATE INDEX "innsynsforesporsel_integrasjon_id_kommunenummer_opprettet" ON "innsynsforesporsel" ("integrasjon_id", "kommunenummer", "opprettet") WHERE (forsendelse_id IS NULL);
-- create "innsynsforesporselpost" table
CREATE TABLE "innsynsforesporselpost" ("id" uuid NOT NULL, "eier" bytea NOT NULL, "journalpost_id" uuid NOT NULL, "apen" boolean NOT NULL DEFAULT true, "foresporsel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "innsynsforesporselpost_innsynsforesporsel_poster" FOREIGN KEY ("foresporsel_id") REFERENCES "innsynsforesporsel" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "innsynsforesporselpost_eier" CHECK (octet_length(eier) = 32));
-- create index "innsynsforesporselpost_eier_journalpost_id" to table: "innsynsforesporselpost"
CREATE UNIQUE INDEX "innsynsforesporselpost_eier_journalpost_id" ON "innsynsforesporselpost" ("eier", "journalpost_id") WHERE apen;
-- create index "innsynsforesporselpost_foresporsel_id" to table: "innsynsforesporselpost"
CREATE INDEX "innsynsforesporselpost_foresporsel_id" ON "innsynsforesporselpost" ("foresporsel_id");
-- create "innsynsforesporselsvar" table
CREATE TABLE "innsynsforesporselsvar" ("id" uuid NOT NULL, "nr" bigint NOT NULL, "eier" bytea NOT NULL, "status" character varying NOT NULL, "utfall" character varying NOT NULL, "integrasjon_id" uuid NULL, "innhold" bytea NOT NULL, "tidspunkt" timestamptz NOT NULL, "foresporsel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "innsynsforesporselsvar_innsynsforesporsel_svar" FOREIGN KEY ("foresporsel_id") REFERENCES "innsynsforesporsel" ("id") ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT "innsynsforesporselsvar_eier" CHECK (octet_length(eier) = 32));
-- create index "innsynsforesporselsvar_foresporsel_id_nr" to table: "innsynsforesporselsvar"
CREATE UNIQUE INDEX "innsynsforesporselsvar_foresporsel_id_nr" ON "innsynsforesporselsvar" ("foresporsel_id", "nr");
-- create "protokollkonto" table
CREATE TABLE "protokollkonto" ("id" uuid NOT NULL, "kommunenummer" character varying NOT NULL, "konto" uuid NOT NULL, "part" character varying NOT NULL, "stottede_parter" jsonb NOT NULL, "tilgang" boolean NOT NULL DEFAULT false, "aktiv" boolean NOT NULL DEFAULT true, "endret" timestamptz NOT NULL, "bydel_id" uuid NOT NULL, "nokkel_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "protokollkonto_bydel_protokollkontoer" FOREIGN KEY ("bydel_id") REFERENCES "bydel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "protokollkonto_nokkel_protokollkontoer" FOREIGN KEY ("nokkel_id") REFERENCES "nokkel" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "protokollkonto_kommunenummer" CHECK ((kommunenummer)::text ~ '^[0-9]{4}$'::text));
-- create index "protokollkonto_kommunenummer_key" to table: "protokollkonto"
CREATE UNIQUE INDEX "protokollkonto_kommunenummer_key" ON "protokollkonto" ("kommunenummer");
-- create index "protokollkonto_konto" to table: "protokollkonto"
CREATE INDEX "protokollkonto_konto" ON "protokollkonto" ("konto");

-- +goose Down
-- reverse: create index "protokollkonto_konto" to table: "protokollkonto"
DROP INDEX "protokollkonto_konto";
-- reverse: create index "protokollkonto_kommunenummer_key" to table: "protokollkonto"
DROP INDEX "protokollkonto_kommunenummer_key";
-- reverse: create "protokollkonto" table
DROP TABLE "protokollkonto";
-- reverse: create index "innsynsforesporselsvar_foresporsel_id_nr" to table: "innsynsforesporselsvar"
DROP INDEX "innsynsforesporselsvar_foresporsel_id_nr";
-- reverse: create "innsynsforesporselsvar" table
DROP TABLE "innsynsforesporselsvar";
-- reverse: create index "innsynsforesporselpost_foresporsel_id" to table: "innsynsforesporselpost"
DROP INDEX "innsynsforesporselpost_foresporsel_id";
-- reverse: create index "innsynsforesporselpost_eier_journalpost_id" to table: "innsynsforesporselpost"
DROP INDEX "innsynsforesporselpost_eier_journalpost_id";
-- reverse: create "innsynsforesporselpost" table
DROP TABLE "innsynsforesporselpost";
-- reverse: create index "innsynsforesporsel_integrasjon_id_kommunenummer_opprettet" to table: "innsynsforesporsel"
DROP INDEX "innsynsforesporsel_integrasjon_id_kommunenummer_opprettet";
-- reverse: create index "innsynsforesporsel_forsendelse_id_key" to table: "innsynsforesporsel"
DROP INDEX "innsynsforesporsel_forsendelse_id_key";
-- reverse: create index "innsynsforesporsel_eier_nokkel" to table: "innsynsforesporsel"
DROP INDEX "innsynsforesporsel_eier_nokkel";
-- reverse: create "innsynsforesporsel" table
DROP TABLE "innsynsforesporsel";
