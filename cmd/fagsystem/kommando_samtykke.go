package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// samtykkevalg is what «samtykke» is asked to do.
type samtykkevalg struct {
	rest, enGang, har                           bool
	navn, person, frist, slutt, begrunnelse, id string
	status, dato                                string
}

// bedt is a consent we have asked for, as we remember it: the portal gives no list of them.
type bedt struct {
	ID       uuid.UUID `json:"id"`
	Navn     string    `json:"navn"`
	Personer []string  `json:"personer"` // of the demo
}

const samtykkefil = "samtykker.json"

var dag = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// samtykker is «samtykke»: be, vis, endre, sett, tilgang, invalider.
func (p program) samtykker(ctx context.Context, args []string) error {
	handlinger := map[string]func(*samtykkerom, context.Context) error{
		"be": (*samtykkerom).be, "vis": (*samtykkerom).vis, "endre": (*samtykkerom).endre, "sett": (*samtykkerom).sett,
		"tilgang": (*samtykkerom).tilgang, "invalider": (*samtykkerom).invalider,
	}
	if len(args) == 0 || handlinger[args[0]] == nil {
		return errors.New("samtykke: want one of: be, vis, endre, sett, tilgang, invalider")
	}
	r := &samtykkerom{p: p}
	d, err := p.deltar(ctx, "samtykke", args[1:], func(fs *flag.FlagSet) {
		fs.StringVar(&r.v.navn, "navn", "Opplysninger fra helsestasjonen", "be: what is asked")
		fs.StringVar(&r.v.person, "person", "", "who: be: as in mor,far, or left out: all the parents; sett, tilgang: one")
		fs.StringVar(&r.v.frist, "frist", "", "be, endre: the last day to answer, as in 2026-12-24; be without it: in three weeks")
		fs.StringVar(&r.v.slutt, "slutt", "", "be, endre: the last day it holds; be without it: no end")
		fs.BoolVar(&r.v.enGang, "en-gang", false, "be: not again if this has been asked before")
		fs.StringVar(&r.v.id, "id", "", "the consent; left out: the one asked for last")
		fs.StringVar(&r.v.status, "status", "SAMTYKKET", "sett: SAMTYKKET, IKKE_SAMTYKKET, TRUKKET or VENTER_PAA_SVAR")
		fs.StringVar(&r.v.dato, "dato", "", "sett: the day it was said; left out: today")
		fs.BoolVar(&r.v.har, "har", true, "tilgang: whether the person has access")
		fs.StringVar(&r.v.begrunnelse, "begrunnelse", "", "invalider: why; the parties do not see it")
		fs.BoolVar(&r.v.rest, "rest", false, "on KS's own paths instead of by GraphQL")
	})
	if err != nil {
		return err
	}
	for _, s := range []string{r.v.frist, r.v.slutt, r.v.dato} {
		if s != "" && !dag.MatchString(s) {
			return errors.New("samtykke: a day is written 2026-12-24")
		}
	}
	if err := r.apne(d); err != nil {
		return err
	}
	return handlinger[args[0]](r, ctx)
}

// samtykkerom is the consents of one kommune, to its case system.
type samtykkerom struct {
	*deltaker
	p    program
	v    samtykkevalg
	api  samtykkeapi
	bedt []bedt
}

func (r *samtykkerom) apne(d *deltaker) error {
	r.deltaker = d
	r.api = samtykkeGraphQL{portal: d.portal, kommunenummer: d.o.Kommunenummer}
	if r.v.rest {
		if d.o.FiksOrgID == uuid.Nil {
			return errors.New("settings: fiksOrgId must be set to use KS's paths")
		}
		r.api = samtykkeREST{portal: d.portal, fiksOrgID: d.o.FiksOrgID}
	}
	return lesFast(r.fil(), &r.bedt)
}

func (r *samtykkerom) fil() string { return filepath.Join(r.mappe, samtykkefil) }

// be asks, and shows each who is asked a journalpost with the document it is about. A case system that is killed on the line
// between the two asks of its own file what it has asked for, and indexes that; before the file is written it has asked in vain,
// and asks again, since KS's API takes no key to know the same request by.
func (r *samtykkerom) be(ctx context.Context) error {
	sak := r.demo.Saker[0]
	personer, err := r.spurte(sak)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(r.bedt, func(b bedt) bool { return b.Navn == r.v.navn }); r.v.enGang && i >= 0 {
		return r.vedlegg(ctx, sak, r.bedt[i])
	}
	s := samtykke{
		Navn: r.v.navn, Akseptfrist: forste(r.v.frist, r.naa.den(21).Format("2006-01-02")), SluttDato: r.v.slutt, Mappe: r.demo.noark(r.naa, sak),
	}
	for _, navn := range personer {
		if _, part := sak.Roller[navn]; !part {
			return errors.New("samtykke: that person is no party of the kommune's first case")
		}
		en := r.demo.Personer[navn]
		s.Parter = append(s.Parter, samtykkepart{Fodselsnummer: en.Fodselsnummer, Navn: en.Fornavn + " " + en.Etternavn, HarTilgang: true})
	}
	b := bedt{Navn: r.v.navn, Personer: personer}
	if b.ID, err = r.api.opprett(ctx, s); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	r.p.steg("bedt")
	if err := skrivFast(r.fil(), append(r.bedt, b)); err != nil {
		return err
	}
	r.p.steg("husket")
	return r.vedlegg(ctx, sak, b)
}

// spurte are those who are to be asked.
func (r *samtykkerom) spurte(sak demosak) (ut []string, err error) {
	if r.v.person != "" {
		return r.navnene(r.v.person)
	}
	for _, navn := range slices.Sorted(maps.Keys(sak.Roller)) {
		if slices.Contains([]string{"MOR", "FAR", "MEDMOR", "MEDFAR"}, sak.Roller[navn]) {
			ut = append(ut, navn)
		}
	}
	return ut, nil
}

// vedlegg indexes the journalpost of a consent; indexed again it is the same.
func (r *samtykkerom) vedlegg(ctx context.Context, sak demosak, b bedt) error {
	var poster []innsynsmelding
	for _, navn := range b.Personer {
		m, err := r.svarpost(sak, navn, b.ID, demopost{
			Post: felter{
				"tittel": "Vi ber om ditt samtykke: " + b.Navn, "journalposttype": "U", "tidslinje": true, "samtykkeId": b.ID.String(),
				"beskrivelse": "Les dokumentet før du svarer. Du bestemmer selv, og du kan ombestemme deg.",
			},
			Dokumenter: []demodokument{{Tittel: "Om samtykket", Filnavn: "samtykke.pdf", Tekst: []string{
				"Vi ber om at du samtykker til dette: " + b.Navn + ".",
				"Opplysningene brukes bare i saken. Sier du nei, får det ingen følger for hjelpen dere har nå.",
				"Du kan når som helst trekke samtykket. Da henter vi ikke mer, og det vi har, bruker vi ikke videre uten å ha lov til det på annen måte.",
				"Samtykkets nummer er " + b.ID.String() + ".",
			}}},
		})
		if err != nil {
			return err
		}
		poster = append(poster, m)
	}
	if err := r.indekser(ctx, poster); err != nil {
		return err
	}
	_, err := fmt.Fprintln(r.p.ut, b.ID)
	return err
}

// valgt is the consent that is meant.
func (r *samtykkerom) valgt() (uuid.UUID, error) {
	if r.v.id != "" {
		id, err := uuid.Parse(r.v.id)
		if err != nil {
			return uuid.Nil, errors.New("samtykke: -id is not an id")
		}
		return id, nil
	}
	if len(r.bedt) == 0 {
		return uuid.Nil, errors.New("samtykke: none has been asked for; see -id")
	}
	return r.bedt[len(r.bedt)-1].ID, nil
}

// hvem is what a person is called here, so that no number is printed.
func (r *samtykkerom) hvem(fodselsnummer string) string {
	return forste(r.demo.kalt(fodselsnummer), "-")
}

// vis prints how one stands, or all we have asked for.
func (r *samtykkerom) vis(ctx context.Context) error {
	alle := r.bedt
	if r.v.id != "" {
		id, err := r.valgt()
		if err != nil {
			return err
		}
		alle = []bedt{{ID: id}}
	}
	for _, b := range alle {
		s, err := r.api.hent(ctx, b.ID)
		if err != nil {
			return fmt.Errorf("%s: %w", b.ID, err)
		}
		ut := []string{fmt.Sprintf("%s  %s  answer by %s  %s", s.ID, s.Navn, s.Akseptfrist, ord(s.Status))}
		for _, part := range s.Parter {
			uten := ""
			if !part.HarTilgang {
				uten = "  (no access)"
			}
			ut = append(ut, fmt.Sprintf("  %-8s %s%s", r.hvem(part.Fodselsnummer), ord(part.Svar), uten))
		}
		for _, l := range s.Historikk {
			ut = append(ut, fmt.Sprintf("  %3d  %s  %-28s %s", l.Nr, l.Tidspunkt.Format("2006-01-02 15:04"), ord(l.Type), r.hvem(l.Fodselsnummer)))
		}
		if _, err := fmt.Fprintln(r.p.ut, strings.Join(ut, "\n")); err != nil {
			return err
		}
	}
	return nil
}

func (r *samtykkerom) endre(ctx context.Context) error {
	id, err := r.valgt()
	if err == nil && r.v.frist == "" {
		err = errors.New("samtykke: -frist must be set")
	}
	if err != nil {
		return err
	}
	return r.api.endre(ctx, id, r.v.frist, r.v.slutt)
}

func (r *samtykkerom) sett(ctx context.Context) error {
	id, fnr, err := r.valgtPart()
	if err != nil {
		return err
	}
	return r.api.sett(ctx, id, fnr, r.v.status, r.v.dato)
}

func (r *samtykkerom) tilgang(ctx context.Context) error {
	id, fnr, err := r.valgtPart()
	if err != nil {
		return err
	}
	return r.api.tilgang(ctx, id, fnr, r.v.har)
}

func (r *samtykkerom) invalider(ctx context.Context) error {
	id, err := r.valgt()
	if err != nil {
		return err
	}
	return r.api.invalider(ctx, id, r.v.begrunnelse)
}

func (r *samtykkerom) valgtPart() (uuid.UUID, string, error) {
	id, err := r.valgt()
	if err != nil {
		return uuid.Nil, "", err
	}
	fnr, err := r.demo.nummer(r.v.person)
	return id, fnr, err
}
