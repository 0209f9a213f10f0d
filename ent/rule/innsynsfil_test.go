package rule_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsfil"
	"barnevernportalen/ent/db/innsynsfildel"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
)

// Files are the machine's that uploaded them, and read by persons for whom it has indexed something in that kommune; nobody
// else reads, writes or takes away, whatever row it asks for.
func TestInnsynsfiler(t *testing.T) {
	r := nytt(t)
	c := r.db.Client()
	egen, annen := uuid.New(), uuid.New()
	som := func(v viewer.Viewer) context.Context { return viewer.With(t.Context(), v) }
	maskin := func(id uuid.UUID, kommune string) context.Context {
		return som(viewer.Fagsystem{IntegrasjonID: id, Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: kommune}}})
	}
	person := func(id []byte, niva viewer.Niva) context.Context {
		return som(viewer.Innbygger{Person: viewer.Person{ID: id}, Niva: niva})
	}
	fag := maskin(egen, "4601")
	lag := func(ctx context.Context, id, integrasjon uuid.UUID, kommune string) error {
		return c.Innsynsfil.Create().SetID(id).SetIntegrasjonID(integrasjon).SetKommunenummer(kommune).SetStorrelse(9).SetLastetOpp(naa).Exec(ctx)
	}
	del := func(ctx context.Context, fil uuid.UUID, nr int) error {
		return c.Innsynsfildel.Create().SetFilID(fil).SetNr(nr).SetInnhold(bytes.Repeat([]byte{1}, 40)).Exec(ctx)
	}
	ferdig := func(ctx context.Context, fil uuid.UUID) (int, error) {
		return c.Innsynsfil.Update().Where(innsynsfil.ID(fil)).SetFerdig(naa).SetType(innsynsfil.TypePDF).Save(ctx)
	}
	fil, uferdig := uuid.New(), uuid.New()
	for navn, err := range map[string]error{"make": lag(fag, fil, egen, "4601"), "and another": lag(fag, uferdig, egen, "4601")} {
		if err != nil {
			t.Fatalf("control: %s: %v", navn, err)
		}
	}
	for _, err := range []error{del(fag, fil, 0), del(fag, uferdig, 0)} {
		if err != nil {
			t.Fatalf("control: %v", err)
		}
	}
	if n, err := ferdig(fag, fil); n != 1 || err != nil {
		t.Fatalf("control: %d %v", n, err)
	}
	nekt := map[string]error{
		"a file in another's name": lag(fag, uuid.New(), annen, "4601"), "for another kommune": lag(fag, uuid.New(), egen, "0301"),
		"a piece of another's file": del(maskin(annen, "4601"), uferdig, 1), "without the right any more": del(maskin(egen, "0301"), uferdig, 1),
		"a piece of what is finished": del(fag, fil, 1), "a piece of none": del(fag, uuid.New(), 0),
		"a file made finished": c.Innsynsfil.Create().SetID(uuid.New()).SetIntegrasjonID(egen).SetKommunenummer("4601").SetStorrelse(9).SetLastetOpp(naa).
			SetFerdig(naa).SetType(innsynsfil.TypePDF).Exec(fag),
		"a person's file":                   lag(person(r.melderID, viewer.NivaHoyt), uuid.New(), egen, "4601"),
		"the system's file":                 lag(som(viewer.System{}), uuid.New(), egen, "4601"),
		"an administrator's file":           lag(som(viewer.Admin{Hele: true}), uuid.New(), egen, "4601"),
		"a piece changed":                   feil(c.Innsynsfildel.Update().Where(innsynsfildel.FilID(fil)).Save(fag)),
		"a piece taken away by its machine": feil(c.Innsynsfildel.Delete().Exec(fag)),
		"a person takes away":               feil(c.Innsynsfil.Delete().Exec(person(r.melderID, viewer.NivaHoyt))),
		"nobody takes away":                 feil(c.Innsynsfil.Delete().Exec(t.Context())),
	}
	for navn, err := range nekt {
		if err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	if n, err := ferdig(fag, fil); n != 0 || err != nil {
		t.Errorf("finished twice: %d %v", n, err)
	}
	// What is indexed for the melder, by this integration for this kommune.
	err := c.Innsynsmelding.Create().SetID(fil).SetIntegrasjonID(egen).SetKommunenummer("4601").SetMeldingID(uuid.New()).SetSlag(innsynsmelding.SlagMappe).
		SetEier(r.melderID).SetMappeID(fil).SetSikkerhetsniva(4).SetInnhold(bytes.Repeat([]byte{1}, 40)).SetIndeksert(naa).Exec(fag)
	if err != nil {
		t.Fatal(err)
	}
	for navn, l := range map[string]struct {
		ctx          context.Context
		filer, deler int
	}{
		"its machine":                  {fag, 2, 0},
		"another machine":              {maskin(annen, "4601"), 0, 0},
		"its machine, without a right": {maskin(egen, "0301"), 0, 0},
		"her for whom it has indexed":  {person(r.melderID, viewer.NivaHoyt), 1, 1},
		"she, at a lower level":        {person(r.melderID, viewer.NivaBetydelig), 0, 0},
		"another person":               {person(r.annenID, viewer.NivaHoyt), 0, 0},
		"a caseworker":                 {som(viewer.Saksbehandler{Person: viewer.Person{ID: r.melderID}, Niva: viewer.NivaHoyt}), 0, 0},
		"an administrator":             {som(viewer.Admin{Person: viewer.Person{ID: r.melderID}, Niva: viewer.NivaHoyt, Hele: true}), 0, 0},
		"the system":                   {som(viewer.System{}), 0, 0},
		"anybody":                      {som(viewer.Ingen{}), 0, 0},
	} {
		if n, _ := c.Innsynsfil.Query().Count(l.ctx); n != l.filer {
			t.Errorf("%s reads %d files, want %d", navn, n, l.filer)
		}
		if n, _ := c.Innsynsfildel.Query().Count(l.ctx); n != l.deler {
			t.Errorf("%s reads %d pieces, want %d", navn, n, l.deler)
		}
	}
	if n, err := c.Innsynsfil.Delete().Exec(som(viewer.System{})); n != 1 || err != nil {
		t.Errorf("the system sweeps %d, want the one that is not finished: %v", n, err)
	}
	if n, err := c.Innsynsfil.Delete().Exec(maskin(annen, "4601")); n != 0 || err != nil {
		t.Errorf("another machine takes away %d: %v", n, err)
	}
	if n, err := c.Innsynsfil.Delete().Exec(fag); n != 1 || err != nil {
		t.Errorf("its machine takes away %d: %v", n, err)
	}
}

func feil(_ int, err error) error { return err }
