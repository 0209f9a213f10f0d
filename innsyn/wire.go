package innsyn

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
)

// The published metadata, as far as a person is shown it. What stands there and not here (numbers of persons and
// organisations, Noark ids, addresses of files and forms) is never read into what an answer is made of.

type mappeJSON struct {
	Tittel            string
	Beskrivelse       *string
	MinPart           *Part
	AndreParter       []*Part
	Saksdato          *time.Time
	Avsluttet         *time.Time
	SistOppdatert     *time.Time
	Milepeler         []*Milepel
	NavaerendeMilepel *Milepel
	Saksansvarlig     *string
	Saksaar           *int
	Sakssekvensnummer *int
	Lenker            []lenkeJSON
	EdialogSkjemaer   []skjemaJSON
	// Whom a letter goes to by them; it is in no answer.
	Organisasjonsnummer string
}

type lenkeJSON struct {
	URL          string
	Predefinert  *struct{ Type Lenketype }
	Egendefinert *struct {
		Utseende *Lenkeutseende
		Flerspraklig
	}
}

type skjemaJSON struct {
	EdialogID    *string
	Predefinert  *struct{ Type Skjematype }
	Egendefinert *Flerspraklig
}

type journalpostJSON struct {
	Tittel                   string
	ForelderMeldingID        uuid.UUID
	Beskrivelse              *string
	Dokumenttype             *innsynsmelding.Dokumenttype
	Journalposttype          *Journalposttype
	Journaldato              *time.Time
	DokumentetsDato          *time.Time
	Klagefrist               *time.Time
	Tidslinje                *bool
	InnsynsforesporselStatus *InnsynsforesporselStatus
	SvarUtForsendelseID      *string
	SamtykkeID               *string
	Dokumenter               []*dokumentJSON
	Korrespondanseparter     []struct {
		Korrespondanseparttype Korrespondanseparttype
		Person                 *struct{ Fornavn, Etternavn string }
		Organisasjon           *struct {
			Navn          string
			Kontaktperson *string
		}
	}
	Lenker                 []lenkeJSON
	EdialogSkjemaer        []skjemaJSON
	RelaterteJournalposter []uuid.UUID
	TiltaksplanDetaljer    *struct {
		Tiltaksstatus        string
		Startdato, Sluttdato time.Time
		Delmal               []struct{ ID, Beskrivelse string }
	}
}

type dokumentJSON struct {
	Tittel, Filnavn, MimeType string
	Storrelse                 *int64
	Lenke                     *string
	SvarUtFilnummer           *int
}

func (m mappeJSON) tilMin(r *db.Innsynsmelding) MinMappe {
	ut := MinMappe{
		ID: r.ID, Rolle: r.Rolle, Tittel: m.Tittel, Kommunenummer: r.Kommunenummer,
		Saksdato: m.Saksdato, Avsluttet: m.Avsluttet, SistOppdatert: m.SistOppdatert, NavaerendeMilepel: m.NavaerendeMilepel,
	}
	for _, p := range append([]*Part{m.MinPart}, m.AndreParter...) {
		if p != nil && p.Rolle == innsynsmelding.RolleHovedperson {
			navn := p.Fornavn + " " + p.Etternavn
			ut.Hovedperson = &navn
			break
		}
	}
	return ut
}

func (m mappeJSON) til(r *db.Innsynsmelding) *Mappe {
	return &Mappe{
		MinMappe: m.tilMin(r), Beskrivelse: m.Beskrivelse, MinPart: m.MinPart, AndreParter: utenNull(m.AndreParter),
		Milepeler: utenNull(m.Milepeler), Saksansvarlig: m.Saksansvarlig, Saksaar: m.Saksaar, Sakssekvensnummer: m.Sakssekvensnummer,
		Lenker: lenker(m.Lenker), Skjemaer: skjemaer(m.EdialogSkjemaer, false), orgnr: m.Organisasjonsnummer,
	}
}

func (j journalpostJSON) til(r *db.Innsynsmelding, filer Dokumenter) Journalpost {
	ut := Journalpost{
		ID: r.ID, MappeID: r.MappeID, Tittel: j.Tittel, Beskrivelse: j.Beskrivelse, Dokumenttype: j.Dokumenttype,
		Journalposttype: j.Journalposttype, Dato: r.Dato, Journaldato: j.Journaldato, DokumentetsDato: j.DokumentetsDato,
		Klagefrist: j.Klagefrist, Tidslinje: j.Tidslinje != nil && *j.Tidslinje, InnsynsforesporselStatus: j.InnsynsforesporselStatus,
		Tilbakeholdt: len(j.Dokumenter) == 0, Lenker: lenker(j.Lenker), Skjemaer: skjemaer(j.EdialogSkjemaer, true),
	}
	ut.kommunenummer = r.Kommunenummer
	if j.SamtykkeID != nil {
		ut.samtykkeID, _ = uuid.Parse(*j.SamtykkeID) // a text that is no id names none of ours
	}
	for i, d := range j.Dokumenter {
		if d == nil {
			continue
		}
		e := Innsynsdokument{Nr: i, Tittel: d.Tittel, Filnavn: d.Filnavn, MimeType: d.MimeType, Kilde: filer.sted(j, i).kilde}
		if d.Storrelse != nil {
			bytes := float64(*d.Storrelse)
			e.Storrelse = &bytes
		}
		ut.Dokumenter = append(ut.Dokumenter, e)
	}
	for _, k := range j.Korrespondanseparter {
		e := Korrespondansepart{Type: k.Korrespondanseparttype}
		if k.Person != nil {
			e.Navn = k.Person.Fornavn + " " + k.Person.Etternavn
		} else if k.Organisasjon != nil {
			e.Navn, e.Kontaktperson = k.Organisasjon.Navn, k.Organisasjon.Kontaktperson
		}
		ut.Korrespondanseparter = append(ut.Korrespondanseparter, e)
	}
	if t := j.TiltaksplanDetaljer; t != nil {
		ut.Tiltaksplan = &Tiltaksplan{Status: Tiltaksstatus(strings.TrimSpace(t.Tiltaksstatus)), Startdato: t.Startdato, Sluttdato: t.Sluttdato}
		for _, d := range t.Delmal {
			ut.Tiltaksplan.Delmal = append(ut.Tiltaksplan.Delmal, Delmal{Nr: d.ID, Beskrivelse: d.Beskrivelse})
		}
	}
	for _, m := range j.RelaterteJournalposter {
		ut.relaterteMeldinger = append(ut.relaterteMeldinger, RadID(r.IntegrasjonID, r.Kommunenummer, m))
	}
	return ut
}

func lenker(l []lenkeJSON) []Lenke {
	var ut []Lenke
	for _, e := range l {
		en := Lenke{URL: e.URL}
		if e.Predefinert != nil {
			en.Type = &e.Predefinert.Type
		}
		if e.Egendefinert != nil {
			en.Utseende, en.Tekst = e.Egendefinert.Utseende, &e.Egendefinert.Flerspraklig
		}
		ut = append(ut, en)
	}
	return ut
}

func skjemaer(l []skjemaJSON, fraPost bool) []Edialogskjema {
	var ut []Edialogskjema
	for i, e := range l {
		en := Edialogskjema{Nr: i, Tekst: e.Egendefinert, fraPost: fraPost, ref: skjemaRef{EdialogID: e.EdialogID, Predefinert: e.Predefinert}}
		if e.Predefinert != nil {
			en.Type = &e.Predefinert.Type
		}
		ut = append(ut, en)
	}
	return ut
}

// utenNull drops the nulls that the published lists may hold.
func utenNull[T any](l []*T) []T {
	var ut []T
	for _, e := range l {
		if e != nil {
			ut = append(ut, *e)
		}
	}
	return ut
}
