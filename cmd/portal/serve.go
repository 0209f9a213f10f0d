package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/frontend"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
	"barnevernportalen/pdf"
	"barnevernportalen/server"
	"barnevernportalen/server/fiksapi"
	"barnevernportalen/server/svarinn"
	"barnevernportalen/server/testidp"
)

// stopTime is how long the work under way gets when we are told to stop.
const stopTime = 20 * time.Second

// utenDatabase is how long it gets when the database is gone for good: none of it can be written down.
const utenDatabase = time.Second

var errDatabasenEndte = errors.New("the private PostgreSQL ended")

// domenePerson separates the look-up hashes of persons from all other hashes of the vault.
const domenePerson = "person"

// serve runs until ctx ends or something it stands on dies. What it has started it stops, in the reverse order.
func serve(ctx context.Context, o oppsett, log *slog.Logger) error {
	if err := os.MkdirAll(o.data, 0o700); err != nil {
		return fmt.Errorf("make DATA_DIR: %w", err)
	}
	// First, so that an address that is taken, or would show tickets to the network, is told before anything is started.
	// Who calls meanwhile waits.
	ln, err := server.Listen(ctx, server.Lytting{
		Modus: o.modus, Adresse: o.lytt, TLSCert: o.tlsCert, TLSKey: o.tlsKey, Proxy: o.proxy,
	})
	if err != nil {
		return err
	}
	defer func() { _ = ln.Close() }()
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

	h, err := bygg(viewer.With(ctx, viewer.System{Oppgave: "start"}), o, db, log)
	if err != nil {
		return err
	}
	defer h.stopp(ctx, log)
	if err := db.StartJobs(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	defer func() {
		tid := stopTime
		if errors.Is(context.Cause(ctx), errDatabasenEndte) {
			tid = utenDatabase
		}
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), tid)
		defer cancel()
		if err := db.StopJobs(stop); err != nil {
			log.Error("stop the jobs", "err", err)
		}
	}()

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go db.Listen(ctx, log, h.hear)
	go folgNokler(ctx, h.vault, nokkelfilLeses, h.server.KomIgjen, log)
	vaktSlutt, err := h.vakt.start(ctx, data.dsn)
	if err != nil {
		return err
	}
	defer func() { cancel(nil); vaktSlutt() }()
	h.fiksio.motta(ctx)
	defer func() { cancel(nil); h.fiksio.vent() }()
	go func() {
		select {
		case err := <-data.died():
			cancel(fmt.Errorf("%w: %w", errDatabasenEndte, err))
		case <-ctx.Done():
		}
	}()
	velkommen(o)
	if err := h.server.Serve(ctx, ln); err != nil {
		return err
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

// hus is the program put together.
type hus struct {
	server   *server.Server
	hub      *graph.Hub
	sesjoner *server.Sesjoner
	vault    *vault.Vault
	vakt     *vakt
	fiksio   *fiksiodel     // nil without Fiks IO
	liksom   *liksom.Server // with FIKSIO=1
}

// stopp ends what we have started beside the database.
func (h *hus) stopp(ctx context.Context, log *slog.Logger) {
	if h.liksom == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := h.liksom.Stopp(ctx); err != nil {
		log.Error("stop the look-alike of Fiks IO", "err", err)
	}
}

// hear hands on what another process, or this one, has committed.
func (h *hus) hear(v ent.Varsel) {
	switch {
	case v.Tapt:
		h.sesjoner.MeldTapt()
	case v.SesjonID != uuid.Nil:
		h.sesjoner.MeldAvsluttet(v.SesjonID)
	}
	h.hub.Hear(v)
}

// personer finds who has a national identity number, as storage knows her.
func personer(v *vault.Vault) func(pid string) viewer.Person {
	return func(pid string) viewer.Person {
		h := v.Hashes(domenePerson, pid)
		return viewer.Person{ID: h[0], Tidligere: h[1:]}
	}
}

// bygg puts the rooms together. Read it as the list of what there is.
func bygg(ctx context.Context, o oppsett, db *ent.DB, log *slog.Logger) (*hus, error) {
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		return nil, err
	}
	if err := db.KnyttTil(ctx, v.ID(), string(o.modus)); err != nil {
		return nil, err
	}
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(o.data, "nokler"), v)
	if err != nil {
		return nil, err
	}
	dor, err := o.maskindor()
	if err != nil {
		return nil, err
	}
	person := personer(v)
	oppsettet := &forvaltning.Service{DB: db, Vault: v, Mappe: mappe, Person: person, Klokke: time.Now, Log: log}
	if dor != nil {
		oppsettet.Tokensjekk = dor.sjekk
	}
	if err := oppsettet.LagreKommuner(ctx); err != nil {
		return nil, err
	}
	if err := oppsettet.LagreForsteInnhold(ctx); err != nil {
		return nil, err
	}
	if o.modus == server.ModusDev {
		if err := froDev(ctx, o, db, oppsettet, mappe); err != nil {
			return nil, fmt.Errorf("sow the dev data: %w", err)
		}
	}
	signer, err := signatar(ctx, db, oppsettet, mappe)
	if err != nil {
		return nil, err
	}
	utboks, err := delivery.OpenPrintmappe(filepath.Join(o.data, "utboks", "print"))
	if err != nil {
		return nil, err
	}
	utskrift, err := o.utskrift(dor, utboks)
	if err != nil {
		return nil, err
	}
	klokke := &delivery.Klokke{} // the ledger's; only dev mode has a way to move it
	leveringen := &delivery.Service{
		DB: db, Vault: v, Signer: signer, Mappe: mappe, Klokke: klokke.Naa, Log: log, Brevansvarlig: o.brevansvarlig,
		Kanaler: map[leveranse.Kanal]delivery.Channel{
			leveranse.KanalNedlasting: delivery.Nedlasting{},
			leveranse.KanalFagsystem:  delivery.Fagsystem{},
			leveranse.KanalSvarinn:    delivery.Svarinn{},
			leveranse.KanalBrev:       delivery.Brev{DB: db, Utskrift: utskrift},
		},
	}
	postvei(leveringen, utskrift)
	leveringen.Varsling = o.varsling(log)
	leveringen.Register()
	oppsettet.Register()
	renderer, err := pdf.New()
	if err != nil {
		return nil, err
	}
	bekymringen := &bekymring.Service{
		DB: db, Vault: v, Delivery: leveringen, PDF: renderer, Klokke: klokke.Naa, Log: log, Retur: o.retur,
		Utkastregler: bekymring.Utkastregler{Levetid: o.utkastLevetid},
	}
	if bekymringen.Enhetsregister, err = o.enhetsregisteret(ctx); err != nil {
		return nil, err
	}
	bekymringen.Register()
	dokumenter, err := o.dokumenter(dor)
	if err != nil {
		return nil, err
	}
	innsynet := &innsyn.Service{DB: db, Vault: v, Person: person, Log: log, Dokumenter: dokumenter,
		Delivery: leveringen, PDF: renderer, Klokke: klokke.Naa, Utkastlevetid: o.utkastLevetid}
	innsynet.Register()

	// Of the oldest key: the processes agree on it while the keys turn, whenever they were started.
	hemmeligheter := v.Hashes("innlogging", "hemmelighet")
	sesjoner, err := server.NewSesjoner(server.SesjonerOppsett{
		Modus: o.modus, Adresse: o.adresse, Lager: db, Hemmelighet: hemmeligheter[len(hemmeligheter)-1], Logg: log,
		Person: person, Tilganger: oppsettet.Tilganger,
	})
	if err != nil {
		return nil, err
	}
	db.Every(time.Minute, "sesjoner", func(ctx context.Context, _ uuid.UUID) error {
		now := time.Now() // sessions live by real time
		return db.SlettUtlopteSesjoner(ctx, now, now.Add(-server.MaksInaktiv))
	})
	inn, testIDP, err := innlogging(o, sesjoner)
	if err != nil {
		return nil, err
	}
	portal, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("find the portal: %w", err)
	}
	h := &hus{hub: &graph.Hub{}, sesjoner: sesjoner, vault: v}
	if h.vakt, err = o.vakten(v, klokke, log); err != nil {
		return nil, err
	}
	h.vakt.trygg = db.CheckSafe
	c := server.Config{
		Modus: o.modus, Adresse: o.adresse, Sesjoner: sesjoner, Innlogging: inn, Bekymring: bekymringen, Delivery: leveringen,
		Forvaltning: oppsettet, Innsyn: innsynet, Hub: h.hub, Portal: portal, Utgang: o.utgang,
		Helse: db.Ping, Log: log,
	}
	c.Fiksapi, err = fiksapi.New(fiksapi.Oppsett{ //nolint:contextcheck // each request brings its own
		Bekymring: bekymringen, Delivery: leveringen, Innsyn: innsynet, FiksOrg: oppsettet.FiksOrg, Log: log,
		Maskiner: &server.Maskiner{Autentiser: oppsettet.Autentiser, Adresse: o.adresse, Logg: log},
	})
	if err != nil {
		return nil, err
	}
	c.Svarinn, err = svarinn.New(svarinn.Oppsett{
		Delivery: leveringen, Autentiser: oppsettet.AutentiserMottakersystem, Adresse: o.adresse, Log: log,
	})
	if err != nil {
		return nil, err
	}
	c.TestIDP, c.TestIDPSti = liksomme(testIDP, dor)
	if o.modus == server.ModusDev {
		c.DevKlokke = server.DevKlokke(klokke, func(ctx context.Context) error {
			h.hub.Hear(ent.Varsel{Tapt: true}) //nolint:contextcheck // nobody waits for it: what is shown by the clock is shown anew
			return leveringen.FeiFrister(viewer.With(ctx, viewer.System{Oppgave: "klokke"}), uuid.Nil)
		})
	}
	if h.server, err = server.New(c); err != nil { //nolint:contextcheck // each request brings its own
		return nil, err
	}
	// Last, since it starts programs that must be stopped.
	if o.fiksio.liksom {
		if h.liksom, o.fiksio, err = o.liksomFiksio(ctx, dor, signer); err != nil {
			return nil, err
		}
	}
	if h.fiksio, err = o.fiksio.koble(leveringen, db, dor, log); err != nil {
		h.stopp(ctx, log)
		return nil, err
	}
	return h, nil
}

// innlogging sets up the login: at the identity provider of the settings, or, in dev mode without one, at our own
// look-alike, which is returned to be served beside.
func innlogging(o oppsett, s *server.Sesjoner) (*server.Innlogging, *testidp.IDP, error) {
	if o.idp.utsteder != "" {
		raw, err := os.ReadFile(o.idp.nokkel)
		if err != nil {
			return nil, nil, fmt.Errorf("IDPORTEN_NOKKEL: %w", err)
		}
		key, err := server.LesKlientnokkel(raw)
		if err != nil {
			return nil, nil, fmt.Errorf("IDPORTEN_NOKKEL: %w", err)
		}
		inn, err := server.NewInnlogging(s, server.InnloggingOppsett{
			Utsteder: o.idp.utsteder, KlientID: o.idp.klientID, Klientnokkel: key, Utgang: o.utgang,
		})
		return inn, nil, err
	}
	key, err := server.NyKlientnokkel()
	if err != nil {
		return nil, nil, err
	}
	const klientID = "barnevernportalen"
	own := o.adresse.String()
	inn, err := server.NewInnlogging(s, server.InnloggingOppsett{
		Utsteder: own + "/testidp", KlientID: klientID, Klientnokkel: key, Utgang: o.utgang,
	})
	if err != nil {
		return nil, nil, err
	}
	idp, err := testidp.New(o.modus, testidp.Oppsett{
		Utsteder: own + "/testidp",
		Klient: testidp.Klient{
			ID: klientID, Nokler: inn.OffentligeNokler(), RedirectURI: own + server.StiSvar,
			PostLogoutURI: own + server.StiUtlogget, BakkanalURI: own + server.StiBakkanal,
		},
	})
	return inn, idp, err
}

// jobLog lets only what an operator must see of the job queue's own lines through.
func jobLog(log *slog.Logger) *slog.Logger { return slog.New(advarsler{log.Handler()}) }

type advarsler struct{ slog.Handler }

// Enabled implements slog.Handler.
func (a advarsler) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }

// velkommen says on standard output where the portal is, and in dev mode who may log in.
func velkommen(o oppsett) {
	fmt.Printf("\nBarnevernportalen: %s\n", o.adresse)
	if o.modus != server.ModusDev || o.idp.utsteder != "" {
		return
	}
	fmt.Println("\nDev mode: nobody proves who they are. Test persons (or choose one on the login page):")
	for _, p := range testidp.Personer() {
		fmt.Printf("  %-15s %-28s %s\n", p.Bruker, p.Navn, p.Hva)
	}
	fmt.Printf("\nThe reporter:   %s/logg-inn?som=melder&til=/\n", o.adresse)
	fmt.Printf("The caseworker: %s/logg-inn?som=saksbehandler1&niva=hoyt&til=/mottak\n", o.adresse)
	fmt.Printf("A party's case: %s/logg-inn?som=mor&niva=hoyt&til=/innsyn\n", o.adresse)
	fmt.Println(strings.TrimSpace("\nCtrl-C stops everything."))
}
