package rule_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// A machine against each table: the kommune it is KONSUMENT for, another's, with another right, and with none. What it sees
// of its own is the envelope and the parcel for case systems; never print's, never manual reception's, never a refusal's
// words or what came over Fiks IO.
func TestFagsystemSerSinKommune(t *testing.T) {
	r := nytt(t)
	sys, c := viewer.With(t.Context(), viewer.System{Oppgave: "test"}), r.db.Client()
	id := uuid.New()
	err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
		c := tx.Client()
		err := meldingen(r.melder, c, r.melderID, id)
		for _, formal := range []pakke.Formal{pakke.FormalManuell, pakke.FormalFagsystem, pakke.FormalPrint} {
			err = errors.Join(err, c.Pakke.Create().SetForsendelseID(id).SetNokkelID(r.nokkel).SetFormal(formal).SetInnhold([]byte("c")).
				SetSha256(make([]byte, 32)).SetStorrelse(1).Exec(r.melder))
		}
		p := c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(pakke.FormalFagsystem)).OnlyIDX(sys)
		return errors.Join(err, linjer["frist"](r.melder, r, c, id),
			c.Leveranse.Create().SetForsendelseID(id).SetPakkeID(p).SetKanal(leveranse.KanalFiksio).SetStatus(leveranse.StatusKlar).
				SetEndret(naa).Exec(r.melder),
			linjer["forsendelse"](r.melder, r, c, id),
			c.Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).Exec(r.melder),
			c.Hendelse.Create().SetForsendelseID(id).SetBydelID(r.bydel).SetTidspunkt(naa).SetSlag(hendelse.SlagAkseptert).
				SetTilstand("AKSEPTERT").SetBevis("INGEN").SetAktor("SYSTEM").Exec(sys),
			c.Avvisning.Create().SetForsendelseID(id).SetGrunn(avvisning.GrunnAnnet).SetTidspunkt(naa).Exec(sys),
			c.Fiksiosendt.Create().SetID(uuid.New()).SetLeveranseID(c.Leveranse.Query().OnlyIDX(sys)).SetSendt(naa).Exec(sys),
			c.Fiksioinn.Create().SetID(uuid.New()).SetAvsenderKonto(uuid.New()).SetSlag(fiksioinn.SlagUkjent).
				SetUtfall(fiksioinn.UtfallUkjentType).SetHode([]byte("x")).SetMottatt(naa).Exec(sys))
	})
	if err != nil {
		t.Fatal(err)
	}
	med := func(rett viewer.Rett, kommuner ...string) context.Context {
		f := viewer.Fagsystem{IntegrasjonID: uuid.New()}
		for _, k := range kommuner {
			f.Rettigheter = append(f.Rettigheter, viewer.Rettighet{Rett: rett, Kommunenummer: k})
		}
		return viewer.With(t.Context(), f)
	}
	const nektet = -1
	hvem := []struct {
		navn string
		ctx  context.Context
	}{
		{"own", med(viewer.RettKonsument, "0301", "4601")}, {"another kommune", med(viewer.RettKonsument, "0301")},
		{"another right", med(viewer.RettIndekser, "4601")}, {"no right", med(viewer.RettKonsument)},
	}
	type linje struct {
		tell func(context.Context) (int, error)
		vil  [4]int
	}
	les := map[string]linje{
		"bekymringsmelding": {c.Bekymringsmelding.Query().Count, [4]int{1, 0, 0, 0}},
		"forsendelse":       {c.Forsendelse.Query().Count, [4]int{1, 0, 0, 0}},
		"pakke":             {c.Pakke.Query().Count, [4]int{1, 0, 0, 0}},
		"pakke PRINT":       {c.Pakke.Query().Where(pakke.FormalNEQ(pakke.FormalFagsystem)).Count, [4]int{0, 0, 0, 0}},
		"leveranse":         {c.Leveranse.Query().Count, [4]int{1, 0, 0, 0}},
		"frist":             {c.Frist.Query().Count, [4]int{1, 0, 0, 0}},
		"hendelse":          {c.Hendelse.Query().Count, [4]int{1, 0, 0, 0}},
		"alarm":             {c.Alarm.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"avvisning":         {c.Avvisning.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"nysending":         {c.Nysending.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"fiksiosendt":       {c.Fiksiosendt.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"fiksioinn":         {c.Fiksioinn.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"sesjon":            {c.Sesjon.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"tilgang":           {c.Tilgang.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"utkast":            {c.Utkast.Query().Count, [4]int{nektet, nektet, nektet, nektet}},
		"bydel":             {c.Bydel.Query().Count, [4]int{1, 1, 1, 1}}, // public
		"nokkel":            {c.Nokkel.Query().Count, [4]int{1, 1, 1, 1}},
	}
	endre := map[string]linje{ // how many rows they reach
		"move the forsendelse": {c.Forsendelse.Update().SetSistApnet(naa).Save, [4]int{1, 0, 0, 0}},
		"clear a frist":        {c.Frist.Update().Where(frist.TypeEQ(frist.TypeBrev)).SetKlarert(naa).Save, [4]int{1, 0, 0, 0}},
		"move a leveranse":     {c.Leveranse.Update().SetFeilkode("X").Save, [4]int{1, 0, 0, 0}},
		"delete content":       {c.Pakke.Update().ClearInnhold().Save, [4]int{nektet, nektet, nektet, nektet}},
		"change its own key":   {c.Nokkel.Update().SetErstattet(naa).Save, [4]int{nektet, nektet, nektet, nektet}},
		"move the chain":       {c.Bydel.Update().SetSisteNr(2).Save, [4]int{nektet, nektet, nektet, nektet}},
		"delete a report":      {c.Forsendelse.Delete().Exec, [4]int{nektet, nektet, nektet, nektet}},
		"write a hendelse": {skriver(func(ctx context.Context) error {
			return c.Hendelse.Create().SetForsendelseID(id).SetBydelID(r.bydel).SetTidspunkt(naa).SetSlag(hendelse.SlagHentet).
				SetTilstand("AKSEPTERT").SetBevis("INGEN").SetAktor("FAGSYSTEM").Exec(ctx)
		}), [4]int{1, nektet, nektet, nektet}},
		"write a refusal": {skriver(func(ctx context.Context) error {
			return c.Avvisning.Create().SetForsendelseID(id).SetGrunn(avvisning.GrunnAnnet).SetTidspunkt(naa).Exec(ctx)
		}), [4]int{1, nektet, nektet, nektet}},
		"write what came over Fiks IO": {skriver(func(ctx context.Context) error {
			return c.Fiksioinn.Create().SetID(uuid.New()).SetAvsenderKonto(uuid.New()).SetSlag(fiksioinn.SlagMottatt).
				SetUtfall(fiksioinn.UtfallBrukt).SetHode([]byte("x")).SetMottatt(naa).Exec(ctx)
		}), [4]int{nektet, nektet, nektet, nektet}},
		"write an alarm":         {skriver(func(ctx context.Context) error { return linjer["alarm"](ctx, r, c, id) }), [4]int{nektet, nektet, nektet, nektet}},
		"write another's parcel": {skriver(func(ctx context.Context) error { return linjer["pakke"](ctx, r, c, id) }), [4]int{nektet, nektet, nektet, nektet}},
	}
	for _, linjer := range []map[string]linje{les, endre} {
		for navn, l := range linjer {
			for i, h := range hvem {
				n, err := l.tell(h.ctx)
				if errors.Is(err, privacy.Deny) {
					n, err = nektet, nil
				}
				if n != l.vil[i] || err != nil {
					t.Errorf("%s, %s: %d, %v; want %d", navn, h.navn, n, err, l.vil[i])
				}
			}
		}
	}
	if n := c.Pakke.Query().CountX(sys); n != 3 {
		t.Errorf("control: %d parcels", n)
	}
	if n, err := c.Forsendelse.Query().Where(forsendelse.ID(id)).Count(r.melder); n != 1 || err != nil {
		t.Errorf("control: the reporter sees %d, %v", n, err)
	}
}

// skriver is a write that either reaches its row or is denied.
func skriver(f func(context.Context) error) func(context.Context) (int, error) {
	return func(ctx context.Context) (int, error) {
		if err := f(ctx); err != nil {
			return 0, err
		}
		return 1, nil
	}
}

// What a machine has said is not rewritten, whoever asks, and a refusal is not taken back.
func TestMaskinsvarStaar(t *testing.T) {
	r := nytt(t)
	sys, c := viewer.With(t.Context(), viewer.System{Oppgave: "test"}), r.db.Client()
	if err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
		return errors.Join(r.sendt(tx.Client()), tx.Client().Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).Exec(r.melder))
	}); err != nil {
		t.Fatal(err)
	}
	id := c.Forsendelse.Query().OnlyIDX(sys)
	a := c.Avvisning.Create().SetForsendelseID(id).SetGrunn(avvisning.GrunnAnnet).SetTidspunkt(naa).SaveX(sys)
	inn := c.Fiksioinn.Create().SetID(uuid.New()).SetAvsenderKonto(uuid.New()).SetSlag(fiksioinn.SlagMottatt).
		SetUtfall(fiksioinn.UtfallBrukt).SetHode([]byte("x")).SetMottatt(naa).SaveX(sys)
	c.Forsendelse.UpdateOneID(id).SetAvvist(naa).ExecX(sys)
	for navn, err := range map[string]error{
		"delete a refusal":       c.Avvisning.DeleteOne(a).Exec(sys),
		"delete a message":       c.Fiksioinn.DeleteOne(inn).Exec(sys),
		"take a refusal back":    c.Forsendelse.UpdateOneID(id).ClearAvvist().Exec(sys),
		"move a refusal in time": c.Forsendelse.UpdateOneID(id).SetAvvist(naa.AddDate(0, 0, 1)).Exec(sys),
	} {
		if err == nil {
			t.Errorf("%s: let through", navn)
		}
	}
	if err := c.Forsendelse.UpdateOneID(id).SetSistApnet(naa).Exec(sys); err != nil {
		t.Errorf("control: %v", err)
	}
}
