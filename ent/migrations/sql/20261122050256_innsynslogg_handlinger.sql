-- +goose Up
-- modify "innsynslogg" table
ALTER TABLE "innsynslogg" ADD COLUMN "kommunenummer" character varying NULL, ADD COLUMN "innhold" bytea NULL;

-- +goose Down
-- reverse: modify "innsynslogg" table
ALTER TABLE "innsynslogg" DROP COLUMN "innhold", DROP COLUMN "kommunenummer";
