-- +goose Up
-- modify "forsendelse" table
ALTER TABLE "forsendelse" ADD COLUMN "tatt_av" bytea NULL;
-- create index "forsendelse_bydel_id_tatt_av_nr" to table: "forsendelse"
CREATE INDEX "forsendelse_bydel_id_tatt_av_nr" ON "forsendelse" ("bydel_id", "tatt_av", "nr") WHERE (tatt_av IS NOT NULL);

-- +goose Down
-- reverse: create index "forsendelse_bydel_id_tatt_av_nr" to table: "forsendelse"
DROP INDEX "forsendelse_bydel_id_tatt_av_nr";
-- reverse: modify "forsendelse" table
ALTER TABLE "forsendelse" DROP COLUMN "tatt_av";
