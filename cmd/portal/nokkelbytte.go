package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nokkelforslag"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// nokkelfilLeses is how often a process reads the key file again, for what another has done to it.
const nokkelfilLeses = time.Minute

const nokkelbruk = "want one of: nokler status, nokler forbered, nokler bruk, nokler kast"

// nokler is the operator's way to turn the keys of the vault: docs/drift.md, «Turning the keys».
func nokler(ctx context.Context, o oppsett, log *slog.Logger, hva string) error {
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		return err
	}
	switch hva {
	case "forbered":
		if err := v.Prepare(); err != nil {
			return err
		}
		fmt.Println("a new key of each kind is there, and not used yet. Wait until every process has read it (2 minutes), then: portal nokler bruk")
		return nil
	case "bruk":
		if err := v.Promote(); err != nil {
			return err
		}
		fmt.Println("the newest keys are the ones written with. Rows are brought under them meanwhile: portal nokler status")
		return nil
	case "status", "kast":
	default:
		return errors.New(nokkelbruk)
	}
	data, err := openDatabase(ctx, o, log)
	if err != nil {
		return err
	}
	defer data.stop(ctx, log)
	db, err := ent.Open(ctx, ent.Config{DSN: data.dsn, Log: jobLog(log)})
	if err != nil {
		return err
	}
	defer db.Close()
	igjen, err := underGamle(viewer.With(ctx, viewer.System{Oppgave: "nokler"}), db, v, filepath.Join(o.data, "nokler"))
	if err != nil {
		return err
	}
	sum := 0
	for _, tabell := range slices.Sorted(maps.Keys(igjen)) {
		fmt.Printf("%8d under old keys: %s\n", igjen[tabell], tabell)
		sum += igjen[tabell]
	}
	if hva == "status" {
		return nil
	}
	if sum > 0 {
		return fmt.Errorf("%d rows or files need the old keys; none were thrown away", sum)
	}
	if err := v.Retire(time.Now()); err != nil {
		return err
	}
	fmt.Println("the old keys are gone")
	return nil
}

// underGamle counts everything that needs an old key: what the room of innsyn turns, what is sealed elsewhere and is not turned
// yet (the private keys in the folder, for one), and hashes of persons whose number stands nowhere.
func underGamle(ctx context.Context, db *ent.DB, v *vault.Vault, mappe string) (map[string]int, error) {
	rom := &innsyn.Service{DB: db, Vault: v}
	ut, err := rom.UnderGamleNokler(ctx)
	if err != nil {
		return nil, err
	}
	gjeldende, eldre := v.Beginnings()
	filer, err := filepath.Glob(filepath.Join(mappe, "*.nokkel"))
	if err != nil {
		return nil, err
	}
	ut["private keys in the key folder"] = 0
	for _, fil := range filer {
		raw, err := os.ReadFile(fil)
		if err != nil {
			return nil, fmt.Errorf("read a private key: %w", err)
		}
		if !bytes.HasPrefix(raw, gjeldende) {
			ut["private keys in the key folder"]++
		}
	}
	for navn, sted := range map[string][2]string{
		"hendelse": {"hendelse", "aktor_navn"}, "alarm": {"alarm", "ansvarlig"}, "avvisning": {"avvisning", "tekst"}, "nysending": {"nysending", "grunn"}, "fiksioinn": {"fiksioinn", "hode"},
		"utkast": {"utkast", "innhold"}, "vedlegg": {"vedlegg", "innhold"}, "post.konvolutt": {"post", "konvolutt"},
		"avstemming": {"avstemming", "aktor_navn"}, "tilgangshendelse": {"tilgangshendelse", "utfort_navn"}, "tilgang": {"tilgang", "innhold"},
		"avtale": {"avtale", "signert_av"}, "bydel": {"bydel", "kontakter"},
	} {
		if ut[navn], err = db.TellGamle(ctx, sted[0], sted[1], gjeldende); err != nil {
			return nil, err
		}
	}
	if len(eldre) == 0 {
		return ut, nil
	}
	// One who has proposed a key must be known again until it is decided, or she could sign it herself.
	if ut["nokkelforslag that wait"], err = db.Client().Nokkelforslag.Query().Where(nokkelforslag.AvgjortIsNil()).Count(ctx); err != nil {
		return nil, fmt.Errorf("count the proposals that wait: %w", err)
	}
	// Whether such a hash is old cannot be told: all are counted.
	for tabell, kolonne := range map[string]string{"tilgang": "person_id", "bekymringsmelding": "melder_id"} {
		if ut[tabell+" (which hash, cannot be told)"], err = db.TellHasher(ctx, tabell, kolonne); err != nil {
			return nil, err
		}
	}
	return ut, nil
}

// folgNokler reads the key file again now and then, until ctx ends. When there are other keys, those with open sockets are
// told to come back: what their rows are found under is worked out as a socket opens.
func folgNokler(ctx context.Context, v *vault.Vault, hver time.Duration, komIgjen func(), log *slog.Logger) {
	kjent := nokkelspor(v)
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(hver):
		}
		if err := v.Reload(); err != nil {
			log.Error("the key file cannot be read; the keys known are used", "err", err)
			continue
		}
		if naa := nokkelspor(v); !bytes.Equal(naa, kjent) {
			kjent = naa
			log.Info("the keys of the vault have changed")
			komIgjen()
		}
	}
}

// nokkelspor is another for each other set of hash keys.
func nokkelspor(v *vault.Vault) []byte { return bytes.Join(v.Hashes("nokkelspor", ""), nil) }
