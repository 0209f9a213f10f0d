package innsyn

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
)

// MinMappe is a case in the list of one's own.
type MinMappe struct {
	ID                                 uuid.UUID
	Rolle                              *innsynsmelding.Rolle
	Tittel                             string
	Hovedperson                        *string
	Kommunenummer                      string
	Saksdato, Avsluttet, SistOppdatert *time.Time
	NavaerendeMilepel                  *Milepel
	Venter                             []Ventende
}

// Mappe is a case as one person may see it, with the journalposter of it that are hers.
type Mappe struct {
	MinMappe
	Beskrivelse       *string
	MinPart           *Part
	AndreParter       []Part
	Milepeler         []Milepel
	Saksansvarlig     *string
	Saksaar           *int
	Sakssekvensnummer *int
	Lenker            []Lenke
	Skjemaer          []Edialogskjema

	journalposter []Journalpost // all of hers; see Sok
	orgnr         string        // of who has the case
}

// Part is a party of a case. It has no number: what is not here cannot be shown.
type Part struct {
	Rolle              innsynsmelding.Rolle
	Fornavn, Etternavn string
}

// Milepel is a step of a case.
type Milepel struct {
	Navn        string
	Startdato   time.Time
	Sluttdato   *time.Time
	Beskrivelse *string
}

// Lenketype is a kind of link.
type Lenketype string

// The kinds of link, as in the published schema.
const (
	LenkeSvar  Lenketype = "SVAR"
	LenkeKlage Lenketype = "KLAGE"
)

// Lenkeutseende is how a link looks.
type Lenkeutseende string

// The looks, as in the published schema.
const (
	UtseendeKnapp Lenkeutseende = "KNAPP"
	UtseendeLenke Lenkeutseende = "LENKE"
)

// Lenke is where to read or do more: it has a type or a text.
type Lenke struct {
	URL      string
	Type     *Lenketype
	Utseende *Lenkeutseende
	Tekst    *Flerspraklig
}

// Skjematype is a kind of form.
type Skjematype string

// The kinds of form, as in the published schema.
const (
	SkjemaSvar  Skjematype = "SVAR"
	SkjemaKlage Skjematype = "KLAGE"
	SkjemaPost  Skjematype = "POST"
)

// Edialogskjema is a form that may be sent: it has a type or a text. Whom it goes to is in the sealed row.
type Edialogskjema struct {
	Nr    int
	Type  *Skjematype
	Tekst *Flerspraklig

	// whom it goes to; see Service.Tilbys
	ref     skjemaRef
	fraPost bool
	orgnr   string
}

// Flerspraklig is a text in one to four languages.
type Flerspraklig struct{ Bokmal, Nynorsk, Engelsk, Nordsamisk *string }

// Journalpost is an entry of a case.
type Journalpost struct {
	ID, MappeID                                    uuid.UUID
	Tittel                                         string
	Beskrivelse                                    *string
	Dokumenttype                                   *innsynsmelding.Dokumenttype
	Journalposttype                                *Journalposttype
	Dato, Journaldato, DokumentetsDato, Klagefrist *time.Time
	Tidslinje                                      bool
	InnsynsforesporselStatus                       *InnsynsforesporselStatus
	Dokumenter                                     []Innsynsdokument
	Korrespondanseparter                           []Korrespondansepart
	Lenker                                         []Lenke
	Skjemaer                                       []Edialogskjema
	Tiltaksplan                                    *Tiltaksplan
	Relaterte                                      []RelatertJournalpost
	Tilbakeholdt                                   bool

	relaterteMeldinger []uuid.UUID // row ids; those of them that are hers become Relaterte
	samtykkeID         uuid.UUID   // zero: none, or it is none of ours
	kommunenummer      string
}

// RelatertJournalpost is what a related entry is called.
type RelatertJournalpost struct {
	ID           uuid.UUID
	Tittel       string
	Dato         *time.Time
	Dokumenttype *innsynsmelding.Dokumenttype
}

// Journalposttype is which way an entry went (Noark 5, M082).
type Journalposttype string

// The ways, as in the published schema.
const (
	JournalpostInn           Journalposttype = "I"
	JournalpostUt            Journalposttype = "U"
	JournalpostOppfolges     Journalposttype = "N"
	JournalpostUtenOppfolges Journalposttype = "X"
	JournalpostSaksframlegg  Journalposttype = "S"
)

// InnsynsforesporselStatus is how far a request for what is withheld has come.
type InnsynsforesporselStatus string

// The states, as in the published schema.
const (
	IkkeForespurt InnsynsforesporselStatus = "IKKE_FORESPURT"
	Forespurt     InnsynsforesporselStatus = "FORESPURT"
	Godkjent      InnsynsforesporselStatus = "GODKJENT"
	Avvist        InnsynsforesporselStatus = "AVVIST"
)

// Innsynsdokument is a document of an entry. Where its file lies is in the sealed row, and goes to no client.
type Innsynsdokument struct {
	Nr                        int
	Tittel, Filnavn, MimeType string
	Storrelse                 *float64 // bytes; GraphQL's Int ends at 2 GiB
	Kilde                     Dokumentkilde
}

// Korrespondanseparttype is which part somebody has in a correspondence (Noark 5, M087).
type Korrespondanseparttype string

// The parts, as in the published schema.
const (
	EksternAvsender Korrespondanseparttype = "EA"
	EksternMottaker Korrespondanseparttype = "EM"
	EksternKopi     Korrespondanseparttype = "EK"
	InternAvsender  Korrespondanseparttype = "IA"
	InternMottaker  Korrespondanseparttype = "IM"
	InternKopi      Korrespondanseparttype = "IK"
)

// Korrespondansepart is who wrote or received an entry, by name.
type Korrespondansepart struct {
	Type          Korrespondanseparttype
	Navn          string
	Kontaktperson *string
}

// Tiltaksstatus is whether a plan runs.
type Tiltaksstatus string

// The states. The published enum spells the last with a space after it; both are taken.
const (
	TiltakAktiv            Tiltaksstatus = "AKTIV"
	TiltakAvsluttet        Tiltaksstatus = "AVSLUTTET"
	TiltakManueltAvsluttet Tiltaksstatus = "MANUELT_AVSLUTTET"
)

// Tiltaksplan is a plan of what will be done.
type Tiltaksplan struct {
	Status               Tiltaksstatus
	Startdato, Sluttdato time.Time
	Delmal               []Delmal
}

// Delmal is a goal of a plan.
type Delmal struct{ Nr, Beskrivelse string }
