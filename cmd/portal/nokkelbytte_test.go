package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// Whatever the vault has sealed is counted, or kast throws away the only key to it. A new column of bytes gets a line here:
// what counts it, or why nothing need.
func TestAltForsegletTelles(t *testing.T) {
	kolonner := map[string]string{
		"innsynsmelding.innhold": "innsynsmelding", "innsynssperre.innhold": "innsynssperre", "innsynslogg.innhold": "innsynslogg",
		"innsynsfildel.innhold": "innsynsfildel", "post.innhold": "post", "post.konvolutt": "post.konvolutt", "vedlegg.innhold": "vedlegg",
		"vedlegg.navn": "vedlegg", "samtykke.innhold": "samtykke", "innsynsforesporsel.innhold": "innsynsforesporsel",
		"innsynsforesporselsvar.innhold": "innsynsforesporselsvar", "samtykkepart.innhold": "samtykkepart", "samtykkehendelse.innhold": "samtykkehendelse",
		"hendelse.aktor_navn": "hendelse", "alarm.ansvarlig": "alarm", "avvisning.tekst": "avvisning", "nysending.grunn": "nysending", "fiksioinn.hode": "fiksioinn", "utkast.innhold": "utkast",
		"avstemming.aktor_navn": "avstemming", "tilgangshendelse.utfort_navn": "tilgangshendelse", "tilgang.innhold": "tilgang",
		"avtale.signert_av": "avtale", "bydel.kontakter": "bydel",
	}
	for hvorfor, uten := range map[string]string{
		"-a hash, or who acted as one": `avstemming.aktor_id bekymringsmelding.melder_id bekymringsmelding.sendt_hash bekymringsmelding.skjema_hash bydel.siste_hash
			forsendelse.kjedehash forsendelse.sha256 forsendelse.tatt_av hendelse.aktor_id hendelsekjede.hash hendelsekjede.rader innsynslogg.eier innsynsmelding.eier
			innsynsmelding.ekstern_ref innsynssperre.aktor_id innsynssperre.eier innsynssperre.opphevet_av integrasjon.passord_hash kjede.siste_hash
			kopi.melder_id mottakersystem.passord_hash pakke.bevis_hash pakke.sha256 post.eier post.skjema_hash samtykkepart.eier sesjon.sid_hash
			sesjon.sub_hash innsynsforesporsel.eier innsynsforesporsel.skjema_hash innsynsforesporselpost.eier innsynsforesporselsvar.eier
			nokkelforslag.foreslatt_av nokkelforslag.avgjort_av nysending.aktor_id tilgang.person_id tilgangshendelse.utfort_av utkast.eier vedlegg.eier fiksioinn.klientmelding`,
		"-sealed to a receiver's key, or to a session's ticket": `fiksioinn.innhold kopi.innhold opplasting.innhold pakke.innhold sesjon.innhold`,
		"-no secret": `nokkel.sertifikat nokkelforslag.sertifikat`,
	} {
		for _, k := range strings.Fields(uten) {
			kolonner[k] = hvorfor
		}
	}
	o := oppsett{data: t.TempDir(), passfrase: "a passphrase for tests", dsn: dbtest.DSN(t)}
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	db, err := ent.Open(t.Context(), ent.Config{DSN: o.dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	telles, err := underGamle(viewer.With(t.Context(), viewer.System{Oppgave: "test"}), db, v, filepath.Join(o.data, "nokler"))
	if err != nil {
		t.Fatal(err)
	}
	rader, err := dbtest.Open(t, o.dsn).Query(t.Context(), `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND data_type = 'bytea' AND table_name NOT LIKE 'river%' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	alle, err := pgx.CollectRows(rader, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range alle {
		hva, kjent := kolonner[k]
		if _, telt := telles[hva]; !kjent || !strings.HasPrefix(hva, "-") && !telt {
			t.Errorf("%s (%q) is not counted", k, hva)
		}
	}
}

// The old keys are not thrown away while anything needs them, a private key in the folder included.
func TestNoklerKastesIkkeForTidlig(t *testing.T) {
	o := oppsett{data: t.TempDir(), passfrase: "a passphrase for tests", dsn: dbtest.DSN(t)}
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(o.data, "nokler"), v)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mappe.Lag(nokkel.FormalManuell, "manuelt mottak", time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	db, err := ent.Open(t.Context(), ent.Config{DSN: o.dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	igjen := func() (sum int) {
		t.Helper()
		av, err := underGamle(ctx, db, v, filepath.Join(o.data, "nokler"))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range av {
			sum += n
		}
		return sum
	}
	if n := igjen(); n != 0 {
		t.Fatalf("%d before", n)
	}
	var meldt int
	ferdig, stopp := context.WithCancel(t.Context())
	defer stopp()
	fulgt := make(chan struct{}, 10)
	annen, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	go folgNokler(ferdig, annen, time.Millisecond, func() { fulgt <- struct{}{} }, slog.New(slog.DiscardHandler))
	for _, hva := range []string{"forbered", "bruk"} {
		if err := nokler(t.Context(), o, slog.New(slog.DiscardHandler), hva); err != nil {
			t.Fatal(err)
		}
		<-fulgt // another process has read it, and told its sockets
		meldt++
	}
	if len(annen.Hashes("x", "")) != 2 || meldt != 2 {
		t.Error("the other process does not know both keys")
	}
	if n := igjen(); n != 1 {
		t.Errorf("%d things need the old keys; want the private key", n)
	}
	// Nor while a key is proposed: under new keys alone its proposer would be nobody, and could sign it.
	if _, err := dbtest.Open(t, o.dsn).Exec(t.Context(), `INSERT INTO nokkelforslag (id, omfang, formal, sertifikat, tommelavtrykk, gyldig_fra, gyldig_til, foreslatt, foreslatt_av)
		VALUES (gen_random_uuid(), 'felles', 'PRINT', 'x', repeat('a', 64), now(), now(), now(), sha256('x'))`); err != nil {
		t.Fatal(err)
	}
	if n := igjen(); n != 2 {
		t.Errorf("%d things need the old keys; want the proposal too", n)
	}
	if err := nokler(t.Context(), o, slog.New(slog.DiscardHandler), "tull"); err == nil || !strings.Contains(err.Error(), "status") {
		t.Errorf("an unknown word: %v", err)
	}
}
