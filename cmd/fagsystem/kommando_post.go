package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// takk is what the demo answers by itself.
const takk = "Takk for at du skrev til oss. Vi har lest det du skriver, og legger det ved saken. Saksbehandleren din tar kontakt i løpet av et par dager."

// postvalg is what «post» is asked to do.
type postvalg struct {
	svarinn, tekst, id string
	hvert              time.Duration
	automatisk         bool
}

// post is «post»: hent, svar, vis.
func (p program) post(ctx context.Context, args []string) error {
	handlinger := map[string]func(*postrom, context.Context) error{"hent": (*postrom).hent, "svar": (*postrom).svar, "vis": (*postrom).vis}
	if len(args) == 0 || handlinger[args[0]] == nil {
		return errors.New("post: want one of: hent, svar, vis")
	}
	r := &postrom{p: p}
	var err error
	r.deltaker, err = p.deltar(ctx, "post", args[1:], func(fs *flag.FlagSet) {
		fs.StringVar(&r.v.svarinn, "svarinn", "", "a file with our user and keys at SvarInn, instead of the settings'")
		fs.DurationVar(&r.v.hvert, "hvert", 0, "hent: go on looking, this often; 0: once")
		fs.BoolVar(&r.v.automatisk, "automatisk", false, "hent: answer each letter with thanks, as the demo does")
		fs.StringVar(&r.v.tekst, "tekst", takk, "svar: what to answer")
		fs.StringVar(&r.v.id, "id", "", "svar: which letter; left out: the last that is not answered")
	})
	if err != nil {
		return err
	}
	lager, err := apnePostlager(filepath.Join(r.mappe, "svarinn"), args[0] == "hent", p.steg)
	if err != nil {
		return err
	}
	defer lager.lukk()
	r.lager = lager
	return handlinger[args[0]](r, ctx)
}

// postrom is the post of one kommune, to its case system.
type postrom struct {
	*deltaker
	p     program
	v     postvalg
	lager *lager
}

// hent fetches what waits, once or until it is told to stop.
func (r *postrom) hent(ctx context.Context) error {
	o, err := r.svarinnoppsett()
	if err != nil {
		return err
	}
	s, err := nySvarinn(r.o.Portal, o)
	if err != nil {
		return err
	}
	nokler, err := o.apneNokler()
	if err != nil {
		return err
	}
	m := &postmottak{svarinn: s, lager: r.lager, nokler: nokler, log: r.p.log(), steg: r.p.steg}
	return r.gjenta(ctx, r.v.hvert, nil, func(ctx context.Context) error {
		nye, err := m.runde(ctx)
		for _, k := range nye {
			if _, feil := fmt.Fprintln(r.p.ut, k.Forsendelse.ID); feil != nil {
				return feil
			}
		}
		if r.v.automatisk { // also of what an earlier round fetched, and was killed before it answered
			err = errors.Join(err, r.besvarAlle(ctx))
		}
		return err
	})
}

func (r *postrom) svarinnoppsett() (o svarinnoppsett, err error) {
	if r.v.svarinn == "" {
		if r.o.SvarInn == nil {
			return o, errors.New("settings: svarInn must be set to fetch post")
		}
		return *r.o.SvarInn, nil
	}
	raw, err := lesHemmelig(r.v.svarinn)
	if err != nil {
		return o, fmt.Errorf("settings: %w", err)
	}
	if json.Unmarshal(raw, &o) != nil {
		return o, errors.New("settings: the file of SvarInn is not JSON of the form in docs/innsyn.md")
	}
	for i := range o.Nokler {
		o.Nokler[i] = fra(r.v.svarinn, o.Nokler[i])
	}
	return o, nil
}

// ubesvart are the letters we hold and have not answered, oldest first.
func (r *postrom) ubesvart() ([]postkort, error) {
	ider, err := r.lager.alle(postMappe)
	if err != nil {
		return nil, err
	}
	var ut []postkort
	for _, id := range ider {
		if _, err := os.Stat(r.lager.sti(besvartMappe, id.String()+".json")); err == nil {
			continue
		}
		k, err := r.lager.lesPost(id)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		ut = append(ut, k)
	}
	slices.SortFunc(ut, func(a, b postkort) int { return a.Mottatt.Compare(b.Mottatt) })
	return ut, nil
}

func (r *postrom) besvarAlle(ctx context.Context) error {
	alle, err := r.ubesvart()
	if err != nil {
		return err
	}
	var feil []error
	for _, k := range alle {
		if err := r.besvar(ctx, k, takk); err != nil {
			feil = append(feil, fmt.Errorf("answer %s: %w", k.Forsendelse.ID, err))
		}
	}
	return errors.Join(feil...)
}

func (r *postrom) svar(ctx context.Context) error {
	if r.v.id != "" {
		id, err := uuid.Parse(r.v.id)
		if err != nil {
			return errors.New("post: -id is not an id")
		}
		k, err := r.lager.lesPost(id)
		if err != nil {
			return err
		}
		return r.besvar(ctx, k, r.v.tekst)
	}
	alle, err := r.ubesvart()
	if err != nil {
		return err
	}
	if len(alle) == 0 {
		return errors.New("post: no letter waits for an answer")
	}
	return r.besvar(ctx, alle[len(alle)-1], r.v.tekst)
}

// besvar indexes a journalpost for who wrote, in the case she wrote from, and names the entry she answered, if she did. Its id
// comes of the letter's: killed before the note, the same answer is indexed once more, and is the same.
func (r *postrom) besvar(ctx context.Context, k postkort, tekst string) error {
	m := k.Forsendelse.MetadataForImport
	person := r.demo.kalt(k.Forsendelse.SvarSendesTil.Fodselsnummer)
	i := slices.IndexFunc(r.demo.Saker, func(s demosak) bool { return r.demo.id(s.Nokkel).String() == m.MappeID.SystemID })
	if person == "" || i < 0 {
		return errors.New("the letter is of no case here")
	}
	p := demopost{
		Post: felter{
			"tittel": "Svar på det du skrev til oss", "journalposttype": "U", "tidslinje": true, "beskrivelse": tekst,
			"edialogSkjemaer": []any{felter{"predefinert": felter{"type": "SVAR"}}},
		},
		Dokumenter: []demodokument{{Tittel: "Svar", Filnavn: "svar.pdf", Tekst: append(strings.Split(tekst, "\n"), "Vår referanse: "+k.Forsendelse.ID.String()+".")}},
	}
	if spurt := m.JournalpostID.SystemID; spurt != "" {
		p.Relaterte = []string{r.demo.meldingAv(r.demo.Saker[i], spurt, person)}
	}
	melding, err := r.svarpost(r.demo.Saker[i], person, k.Forsendelse.ID, p)
	if err != nil {
		return err
	}
	if err := r.indekser(ctx, []innsynsmelding{melding}); err != nil {
		return err
	}
	r.p.steg("besvart")
	return skrivFast(r.lager.sti(besvartMappe, k.Forsendelse.ID.String()+".json"), felter{"meldingId": melding.ID, "tid": time.Now().UTC()})
}

// vis prints what is held. Nothing of what it says, and nobody's name.
func (r *postrom) vis(context.Context) error {
	ider, err := r.lager.alle(postMappe)
	if err != nil {
		return err
	}
	for _, id := range ider {
		k, err := r.lager.lesPost(id)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		stand := "waits for an answer"
		if _, err := os.Stat(r.lager.sti(besvartMappe, id.String()+".json")); err == nil {
			stand = "answered"
		}
		if _, err := fmt.Fprintf(r.p.ut, "%s  %s  %d files  %s\n", id, k.Mottatt.Format(time.RFC3339), len(k.Forsendelse.Filer), stand); err != nil {
			return err
		}
	}
	return nil
}

// kalt is what a person is called in the demo; "": nobody of it.
func (d demo) kalt(fodselsnummer string) string {
	for navn, p := range d.Personer {
		if p.Fodselsnummer == fodselsnummer {
			return navn
		}
	}
	return ""
}

// meldingAv is the id a person's entry was indexed by, told from what the case system calls the entry: one of the demo's own,
// or one that came of medvirkning, which is named by what it came of.
func (d demo) meldingAv(s demosak, systemID, person string) string {
	for _, p := range s.Poster {
		if d.id(s.Nokkel, "post", p.Nokkel).String() == systemID {
			return d.id(s.Nokkel, p.Nokkel, person).String()
		}
	}
	return d.id("medvirkning", systemID, person).String()
}
