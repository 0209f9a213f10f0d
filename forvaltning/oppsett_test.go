package forvaltning_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// kontor is the administrators' desk: three of the whole installation, one of Bergen and one of Oslo.
type kontor struct {
	*forvaltning.Service
	dsn                        string
	kari, ola, bergen, oslo    context.Context
	delivery                   *delivery.Service
	logg                       *bytes.Buffer
	pers                       func(string) viewer.Person
	system                     context.Context
	fagsystem, annet, trykkeri seal.Key
}

// Keys are made once: one takes most of a second.
var testnokler = sync.OnceValue(func() []seal.Key {
	var ut []seal.Key
	for range 3 {
		k, err := seal.NewNokkel("Prøvesystemet", time.Now().Add(-time.Hour), time.Now().Add(400*24*time.Hour))
		if err != nil {
			panic(err)
		}
		ut = append(ut, k)
	}
	return ut
})

func nyttKontor(t *testing.T) *kontor {
	t.Helper()
	dsn := dbtest.DSN(t)
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn, UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(d.Close)
	dir := filepath.Join(t.TempDir(), "nokler")
	v, err := vault.Open(dir, "a passphrase for tests")
	maa(t, err)
	mappe, err := delivery.OpenNokkelmappe(dir, v)
	maa(t, err)
	k := &kontor{dsn: dsn, logg: &bytes.Buffer{}, system: viewer.With(t.Context(), viewer.System{Oppgave: "test"})}
	log := slog.New(slog.NewJSONHandler(k.logg, nil))
	k.pers = func(pid string) viewer.Person {
		h := sha256.Sum256([]byte(pid))
		return viewer.Person{ID: h[:], Navn: "Navn " + pid}
	}
	k.Service = &forvaltning.Service{DB: d, Vault: v, Mappe: mappe, Person: k.pers, Klokke: time.Now, Log: log}
	k.delivery = &delivery.Service{DB: d, Vault: v, Klokke: time.Now, Log: log}
	maa(t, k.LagreKommuner(k.system))
	som := func(navn string, hele bool, kommuner ...string) context.Context {
		return viewer.With(t.Context(), viewer.Admin{Person: k.pers(navn), Hele: hele, Kommuner: kommuner})
	}
	k.kari, k.ola = som("kari", true), som("ola", true)
	k.bergen, k.oslo = som("bergens", false, "4601"), som("oslos", false, "0301")
	n := testnokler()
	k.fagsystem, k.annet, k.trykkeri = n[0], n[1], n[2]
	return k
}

func pem(k seal.Key) *string { s := string(seal.EncodeCertificate(k.Cert)); return &s }

func til[T any](v T) *T { return &v }

var provekonvolutt = &delivery.Postadresse{Navn: "Postmottak", Linje1: "Postboks 1", Postnummer: "0001", Poststed: "Prøvestad"}

// bergens is Bergen's receiver as it is first wanted.
func bergens() forvaltning.Mottaksendring {
	return forvaltning.Mottaksendring{Kommunenummer: "4601", Bydelsnummer: "00", Bydelsnavn: "Bergen", StandardMottaker: true,
		Kanal: bydel.KanalFagsystem, StottetVersjon: bydel.StottetVersjonV2, Brevadresse: provekonvolutt,
		Kontakter: delivery.Kontakter{Kontakt: []string{"post@bergen.example"}}}
}

// lagre makes or changes a receiver, which must go well.
func (k *kontor) lagre(t *testing.T, ctx context.Context, e forvaltning.Mottaksendring) *forvaltning.Mottaksoppsett {
	t.Helper()
	ut, err := k.EndreMottak(ctx, e)
	maa(t, err)
	if len(ut.Feil) > 0 {
		t.Fatalf("refused: %v", koder(ut.Feil))
	}
	return ut.Mottak
}

// nokkel proposes a key as one and signs it as another.
func (k *kontor) nokkel(t *testing.T, n forvaltning.NyNokkel) {
	t.Helper()
	f, err := k.ForeslaNokkel(k.kari, n)
	maa(t, err)
	if len(f.Feil) > 0 {
		t.Fatalf("not proposed: %v", koder(f.Feil))
	}
	f, err = k.GodkjennNokkel(k.ola, f.Forslag.ID, f.Forslag.Tommelavtrykk)
	maa(t, err)
	if len(f.Feil) > 0 {
		t.Fatalf("not signed: %v", koder(f.Feil))
	}
}

func bergensNokkel(k seal.Key) forvaltning.NyNokkel {
	return forvaltning.NyNokkel{Formal: nokkel.FormalFagsystem, Kommunenummer: til("4601"), Bydelsnummer: til("00"), Sertifikat: pem(k)}
}

// aktiv makes Bergen's receiver ready, and opens it.
func (k *kontor) aktiv(t *testing.T) *forvaltning.Mottaksoppsett {
	t.Helper()
	k.lagre(t, k.kari, bergens())
	_, err := k.LagreAvtale(k.kari, nyAvtale())
	maa(t, err)
	k.nokkel(t, forvaltning.NyNokkel{Formal: nokkel.FormalPrint, Sertifikat: pem(k.trykkeri)})
	k.nokkel(t, bergensNokkel(k.fagsystem))
	return k.settAktiv(t, "00", true)
}

func (k *kontor) settAktiv(t *testing.T, nr string, aktiv bool) *forvaltning.Mottaksoppsett {
	t.Helper()
	m, err := k.Mottakskonfigurasjon(k.kari, "4601", nr)
	maa(t, err)
	ut, err := k.SettAktiv(k.kari, viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: nr}, m.Versjon, aktiv)
	maa(t, err)
	if len(ut.Feil) > 0 || ut.Mottak.Aktiv != aktiv {
		t.Fatalf("not switched: %v", koder(ut.Feil))
	}
	return ut.Mottak
}

func nyAvtale() forvaltning.NyAvtale {
	return forvaltning.NyAvtale{Kommunenummer: "4601", Versjon: "2.1", Inngatt: "2026-01-15", SignertAv: "Direktør Prøvesen"}
}

func koder(alle []forvaltning.Feil) []forvaltning.Feilkode {
	ut := []forvaltning.Feilkode{}
	for _, f := range alle {
		ut = append(ut, f.Kode)
	}
	return ut
}

func vil(t *testing.T, hva string, fikk []forvaltning.Feil, kode ...forvaltning.Feilkode) {
	t.Helper()
	if k := koder(fikk); !slices.Equal(k, kode) {
		t.Errorf("%s: got %v, want %v", hva, k, kode)
	}
	for _, f := range fikk {
		if f.Melding() == "" {
			t.Errorf("%s: %s says nothing", hva, f.Kode)
		}
	}
}

// sendTil is who receives for Bergen now, as a citizen's report finds out.
func (k *kontor) sendTil(nr *string) error {
	_, err := k.delivery.FinnMottaker(k.system, "4601", nr)
	return err
}

// forsegles is the key that a report to Bergen is sealed to now; nil: none of the receiver's own.
func (k *kontor) forsegles(t *testing.T) *delivery.Nokkel {
	t.Helper()
	m, err := k.delivery.FinnMottaker(k.system, "4601", nil)
	maa(t, err)
	sett, err := k.delivery.Nokler(k.system, m)
	maa(t, err)
	return sett.Mottak
}

// hendelser are what is logged of Bergen, oldest first.
func (k *kontor) hendelser(t *testing.T) []tilgangshendelse.Slag {
	t.Helper()
	alle, err := k.DB.Client().Tilgangshendelse.Query().Where(tilgangshendelse.Kommunenummer("4601")).
		Order(tilgangshendelse.ByTidspunkt()).All(k.system)
	maa(t, err)
	var ut []tilgangshendelse.Slag
	for _, h := range alle {
		ut = append(ut, h.Slag)
	}
	return ut
}

// A receiver is made, made ready, opened and closed; what is missing is told, all of it, and what a citizen meets follows.
func TestMottakFraIngentingTilAktiv(t *testing.T) {
	k := nyttKontor(t)
	e := bergens()
	e.Brevadresse = nil
	m := k.lagre(t, k.bergen, e)
	ut, err := k.SettAktiv(k.bergen, viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}, m.Versjon, true)
	maa(t, err)
	vil(t, "nothing is there", ut.Feil, forvaltning.FeilAvtaleMangler, forvaltning.FeilAdresseMangler, forvaltning.FeilPrintnokkel, forvaltning.FeilMottaksnokkel)
	if err := k.sendTil(nil); !errors.Is(err, delivery.ErrIkkeAktiv) {
		t.Errorf("sent to one that is not active: %v", err)
	}
	e = bergens()
	e.Versjon = &m.Versjon
	k.lagre(t, k.bergen, e)
	avtale, err := k.LagreAvtale(k.bergen, nyAvtale())
	maa(t, err)
	vil(t, "an agreement", avtale.Feil)
	if a := avtale.Kommune.Avtaler; len(a) != 1 || a[0].SignertAv != "Direktør Prøvesen" || a[0].Inngatt != "2026-01-15" || a[0].Versjon != "2.1" {
		t.Errorf("the agreement is %+v", a)
	}
	k.nokkel(t, forvaltning.NyNokkel{Formal: nokkel.FormalPrint, Sertifikat: pem(k.trykkeri)})
	k.nokkel(t, bergensNokkel(k.fagsystem))
	m = k.settAktiv(t, "00", true)
	if len(m.Mangler) > 0 || m.AvtaleInngatt == nil || !slices.Equal(m.Kontakter.Kontakt, []string{"post@bergen.example"}) || len(m.Nokler) != 2 {
		t.Errorf("active as %+v", m)
	}
	maa(t, k.sendTil(nil))
	maa(t, k.sendTil(til("00")))
	k.settAktiv(t, "00", false)
	if err := k.sendTil(til("00")); !errors.Is(err, delivery.ErrIkkeAktiv) {
		t.Errorf("sent to one that was closed: %v", err)
	}
	want := []tilgangshendelse.Slag{"MOTTAK_OPPRETTET", "MOTTAK_ENDRET", "AVTALE_LAGRET", "NOKKEL_FORESLATT", "NOKKEL_GODKJENT", "MOTTAK_AKTIVERT", "MOTTAK_DEAKTIVERT"}
	if fikk := k.hendelser(t); !slices.Equal(fikk, want) {
		t.Errorf("logged %v, want %v", fikk, want)
	}
}

// Two administrators at once: of many who have read the same, one changes it, and the others are told; nothing is half done.
func TestToAdministratorerSamtidig(t *testing.T) {
	k := nyttKontor(t)
	m := k.lagre(t, k.kari, bergens())
	const antall = 8
	var vent sync.WaitGroup
	fikk := make([]forvaltning.Mottaksutfall, antall)
	feil := make([]error, antall)
	for i := range antall {
		vent.Go(func() {
			e := bergens()
			e.Versjon, e.Bydelsnavn = &m.Versjon, "Bergen "+string(rune('A'+i))
			e.Brevadresse = &delivery.Postadresse{Navn: "Postmottak " + string(rune('A'+i)), Postnummer: "0001", Poststed: "Prøvestad"}
			fikk[i], feil[i] = k.EndreMottak([]context.Context{k.kari, k.ola}[i%2], e)
		})
	}
	vent.Wait()
	lagret := 0
	for i := range antall {
		maa(t, feil[i])
		if len(fikk[i].Feil) == 0 {
			lagret++
			continue
		}
		vil(t, "the others", fikk[i].Feil, forvaltning.FeilEndretAvAndre)
		if fikk[i].Mottak == nil || fikk[i].Mottak.Versjon != m.Versjon+1 {
			t.Errorf("what is there now is not told: %+v", fikk[i].Mottak)
		}
	}
	naa, err := k.Mottakskonfigurasjon(k.kari, "4601", "00")
	maa(t, err)
	if lagret != 1 || naa.Versjon != m.Versjon+1 || naa.Brevadresse.Navn[len(naa.Brevadresse.Navn)-1] != naa.Bydelsnavn[len(naa.Bydelsnavn)-1] {
		t.Errorf("%d were saved; what is there is %+v", lagret, naa)
	}
	if h := k.hendelser(t); len(h) != 2 {
		t.Errorf("logged %v", h)
	}
}

// The place of the one who receives for the whole kommune is never empty while somebody receives.
func TestSisteStandardmottaker(t *testing.T) {
	k := nyttKontor(t)
	forste := k.aktiv(t)
	annen := bergens()
	annen.Bydelsnummer, annen.Bydelsnavn, annen.StandardMottaker = "01", "Laksevåg", false
	k.lagre(t, k.kari, annen)
	k.nokkel(t, forvaltning.NyNokkel{Formal: nokkel.FormalFagsystem, Kommunenummer: til("4601"), Bydelsnummer: til("01"), Sertifikat: pem(k.fagsystem)})
	m01 := k.settAktiv(t, "01", true)

	ut, err := k.SettAktiv(k.kari, viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}, forste.Versjon, false)
	maa(t, err)
	vil(t, "the standardMottaker closed while another receives", ut.Feil, forvaltning.FeilSisteStandard)
	e := bergens()
	e.Versjon, e.StandardMottaker = &forste.Versjon, false
	ut, err = k.EndreMottak(k.kari, e)
	maa(t, err)
	vil(t, "the standardMottaker taken from one", ut.Feil, forvaltning.FeilSisteStandard)
	tredje := bergens()
	tredje.Bydelsnummer, tredje.Bydelsnavn = "02", "Fana"
	ut, err = k.EndreMottak(k.kari, tredje)
	maa(t, err)
	vil(t, "given to one that does not receive", ut.Feil, forvaltning.FeilStandardMangler)
	maa(t, k.sendTil(nil))

	annen.Versjon, annen.StandardMottaker = &m01.Versjon, true
	k.lagre(t, k.kari, annen)
	m, err := k.delivery.FinnMottaker(k.system, "4601", nil)
	maa(t, err)
	if m.Bydelsnummer != "01" {
		t.Errorf("the kommune's reports go to %s", m.Bydelsnummer)
	}
	k.settAktiv(t, "00", false)
	k.settAktiv(t, "01", false) // the last one may go: then the kommune receives nothing
	if err := k.sendTil(nil); !errors.Is(err, delivery.ErrIkkeAktiv) {
		t.Errorf("sent to a kommune that receives nothing: %v", err)
	}
}

// What is wrong with the input is told, all of it, and nothing is stored.
func TestGaltMottak(t *testing.T) {
	k := nyttKontor(t)
	e := bergens()
	e.Bydelsnummer, e.Bydelsnavn, e.Kanal = "0", "  ", bydel.KanalBrev
	e.Brevadresse = &delivery.Postadresse{Navn: "Barneverntjenesten", Postnummer: "0001", Poststed: "Prøvestad"}
	e.Kontakter.Varsel = []string{"ingen adresse", "a@b.no\r\nBcc: x@y.no"}
	ut, err := k.EndreMottak(k.kari, e)
	maa(t, err)
	vil(t, "everything", ut.Feil, forvaltning.FeilUgyldigFormat, forvaltning.FeilMangler, forvaltning.FeilUgyldigFormat, forvaltning.FeilIkkeNoytral,
		forvaltning.FeilUgyldigFormat, forvaltning.FeilUgyldigFormat)
	aktiv := k.aktiv(t)
	e = bergens()
	e.Versjon, e.Kanal, e.Brevadresse = &aktiv.Versjon, bydel.KanalNedlasting, nil
	ut, err = k.EndreMottak(k.kari, e)
	maa(t, err)
	vil(t, "what would close an open one", ut.Feil, forvaltning.FeilAdresseMangler, forvaltning.FeilMottaksnokkel)
	if ut.Mottak.Kanal != bydel.KanalFagsystem || ut.Mottak.Brevadresse == nil {
		t.Errorf("half changed: %+v", ut.Mottak)
	}
	ut, err = k.EndreMottak(k.kari, bergens())
	maa(t, err)
	vil(t, "made again", ut.Feil, forvaltning.FeilFinnesAllerede)
	for navn, n := range map[string]forvaltning.NyAvtale{
		"of no day":      {Kommunenummer: "4601", Versjon: "1", Inngatt: "2026-02-30", SignertAv: "X"},
		"of next year":   {Kommunenummer: "4601", Versjon: "1", Inngatt: "2999-01-01", SignertAv: "X"},
		"of yesterday's": {Kommunenummer: "4601", Versjon: "1", Inngatt: "15.01.2026", SignertAv: "X"},
	} {
		ut, err := k.LagreAvtale(k.kari, n)
		maa(t, err)
		vil(t, navn, ut.Feil, forvaltning.FeilUgyldigFormat)
	}
}

// Kommune A's administrator reaches nothing of kommune B's, by any function, nor what is shared by all.
func TestAndreKommunerFinnesIkke(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t)
	gitt, err := k.GiPerson(k.kari, saksbehandleren())
	maa(t, err)
	f, err := k.ForeslaNokkel(k.kari, bergensNokkel(k.annet))
	maa(t, err)
	b, bergen := bergens(), viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}
	b.Bydelsnummer = "07"
	for navn, gjor := range map[string]func(context.Context) error{
		"Mottakskonfigurasjon": func(ctx context.Context) error { _, err := k.Mottakskonfigurasjon(ctx, "4601", "00"); return err },
		"Kommuneoppsett":       func(ctx context.Context) error { _, err := k.Kommuneoppsett(ctx, "4601"); return err },
		"EndreMottak":          func(ctx context.Context) error { _, err := k.EndreMottak(ctx, b); return err },
		"SettAktiv":            func(ctx context.Context) error { _, err := k.SettAktiv(ctx, bergen, 1, false); return err },
		"LagreAvtale":          func(ctx context.Context) error { _, err := k.LagreAvtale(ctx, nyAvtale()); return err },
		"ForeslaNokkel":        func(ctx context.Context) error { _, err := k.ForeslaNokkel(ctx, bergensNokkel(k.annet)); return err },
		"the print key": func(ctx context.Context) error {
			_, err := k.ForeslaNokkel(ctx, forvaltning.NyNokkel{Formal: nokkel.FormalPrint, Sertifikat: pem(k.annet)})
			return err
		},
		"GodkjennNokkel": func(ctx context.Context) error {
			_, err := k.GodkjennNokkel(ctx, f.Forslag.ID, f.Forslag.Tommelavtrykk)
			return err
		},
		"AvslaNokkel": func(ctx context.Context) error { _, err := k.AvslaNokkel(ctx, f.Forslag.ID); return err },
		"GiPerson":    func(ctx context.Context) error { _, err := k.GiPerson(ctx, saksbehandleren()); return err },
		"an administrator of all": func(ctx context.Context) error {
			n := saksbehandleren()
			n.Rolle, n.Kommunenummer, n.Bydelsnummer = viewer.RolleAdmin, nil, nil
			_, err := k.GiPerson(ctx, n)
			return err
		},
		"TrekkPerson":     func(ctx context.Context) error { _, err := k.TrekkPerson(ctx, gitt.Tilgang.ID); return err },
		"Nokler":          func(ctx context.Context) error { _, err := k.Nokler(ctx, til("4601")); return err },
		"Persontilganger": func(ctx context.Context) error { _, err := k.Persontilganger(ctx, til("4601"), true); return err },
		"Endringer": func(ctx context.Context) error {
			_, _, err := k.Endringer(ctx, forvaltning.Endringssok{Kommunenummer: til("4601")})
			return err
		},
	} {
		for hvem, ctx := range map[string]context.Context{"Oslo's administrator": k.oslo, "nobody": t.Context(), "nothing at all": viewer.With(t.Context(), viewer.Admin{Person: k.pers("x")}),
			"a caseworker": viewer.With(t.Context(), viewer.Saksbehandler{Person: k.pers("y"), Bydeler: []viewer.Bydel{bergen}})} {
			if err := gjor(ctx); !errors.Is(err, ent.ErrIkkeFunnet) {
				t.Errorf("%s as %s: %v", navn, hvem, err)
			}
		}
	}
	// And what lists all that she reaches shows nothing of it.
	nokler, err := k.Nokler(k.oslo, nil)
	maa(t, err)
	for _, n := range nokler {
		if n.Kommunenummer != nil {
			t.Errorf("Oslo's administrator sees a key of %s", *n.Kommunenummer)
		}
	}
	forslag, err := k.Nokkelforslagene(k.oslo, true)
	maa(t, err)
	tilganger, err := k.Persontilganger(k.oslo, nil, true)
	maa(t, err)
	endringer, _, err := k.Endringer(k.oslo, forvaltning.Endringssok{Antall: 100})
	maa(t, err)
	alt, err := k.Administrasjon(k.oslo)
	maa(t, err)
	if len(forslag)+len(tilganger)+len(endringer) > 0 || len(alt.Kommuner) != 1 || alt.Kommuner[0].Kommunenummer != "0301" || alt.Hele {
		t.Errorf("Oslo's administrator sees %v %v %v %+v", forslag, tilganger, endringer, alt)
	}
	// The control: Bergen's own sees all of it.
	if forslag, _ = k.Nokkelforslagene(k.bergen, true); len(forslag) != 2 {
		t.Errorf("Bergen's own sees %d proposals", len(forslag))
	}
	if _, err := k.Mottakskonfigurasjon(k.bergen, "4601", "00"); err != nil {
		t.Error(err)
	}
	// The second layer, without the functions: the row rules.
	if n, err := k.DB.Client().Bydel.Update().Where(bydel.KommuneID("4601")).SetAktiv(false).Save(k.oslo); err == nil && n > 0 {
		t.Error("Oslo's administrator closed Bergen's receiver past the function")
	}
	if err := k.DB.Client().Bydel.Update().Where(bydel.KommuneID("4601")).SetSisteNr(99).Exec(k.bergen); err == nil {
		t.Error("an administrator moved the head of a chain")
	}
	if _, err := k.DB.Client().Tilgang.Get(k.oslo, gitt.Tilgang.ID); !db.IsNotFound(err) {
		t.Errorf("a right of another kommune: %v", err)
	}
}
