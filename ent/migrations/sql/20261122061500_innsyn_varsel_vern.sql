-- Written by hand. A change of what nobody may see (above the highest login level) or not any more (run out before it came)
-- woke the person's pages: that something she may not see has happened in her case, and when, is already too much. What was
-- seen and is taken away still wakes: it must leave the page.

-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION innsyn_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() THEN
    RETURN NULL;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id)
    FROM (SELECT DISTINCT eier, mappe_id FROM gamle WHERE sikkerhetsniva <= 4 AND COALESCE(tilgjengelig_til > indeksert, true)) g;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id)
    FROM (SELECT DISTINCT eier, mappe_id FROM nye WHERE sikkerhetsniva <= 4 AND COALESCE(tilgjengelig_til > indeksert, true)) n;
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION innsyn_varsle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nokkelskifte() THEN
    RETURN NULL;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM gamle) g;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM pg_notify('innsyn', encode(eier, 'hex') || ' ' || mappe_id) FROM (SELECT DISTINCT eier, mappe_id FROM nye) n;
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
