// Package viewer says who is asking. It is a leaf: nothing here knows of storage.
//
// A request carries one of two things (a machine's carries its [Fagsystem] likewise, see [WithMaskin]). [Innlogget] is the person behind a session with everything that person may
// be; it opens no rows. A [Viewer] is one role acting now, and only that is what the row rules in ent/rule look at.
// The step from the first to the second is graph/krever.go: a root field names the roles that may call it, and the
// domain function runs as exactly that one role. A caseworker who reads her own reports does so as INNBYGGER and
// sees none of her bydel's, because the field said so, not because somebody remembered to filter.
package viewer

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"github.com/google/uuid"
)

// Rolle is the role a viewer acts in.
type Rolle string

// The roles, spelled as in the SDL enum Rolle.
const (
	RolleIngen         Rolle = "INGEN" // not in the SDL: a field that names no role runs as this
	RolleInnbygger     Rolle = "INNBYGGER"
	RolleSaksbehandler Rolle = "SAKSBEHANDLER"
	RolleFagsystem     Rolle = "FAGSYSTEM"
	RolleAdmin         Rolle = "ADMIN"
	// RolleMottakersystem is not in the SDL: SvarInn's paths alone run as it.
	RolleMottakersystem Rolle = "MOTTAKERSYSTEM"
	RolleSystem         Rolle = "SYSTEM" // background work; never reachable from a request
)

// Niva is how strongly the person was identified, in rising order.
type Niva int

// ID-porten's levels that we use: acr idporten-loa-substantial and idporten-loa-high.
const (
	NivaIngen Niva = iota
	NivaBetydelig
	NivaHoyt
)

// String returns the SDL's word for the level.
func (n Niva) String() string {
	switch n {
	case NivaBetydelig:
		return "BETYDELIG"
	case NivaHoyt:
		return "HOYT"
	default:
		return "INGEN"
	}
}

// Bydel is the address of a receiver: kommunenummer (four digits) and bydelsnummer (two digits, "00" where a kommune
// has no bydeler). Source: the national service's kommune API, v2.
type Bydel struct {
	Kommunenummer string
	Bydelsnummer  string
}

// Person is a natural person as storage knows one: by keyed hashes of the national identity number, never the number.
type Person struct {
	// ID is the look-up hash under the current hash key; rows written now carry it.
	ID []byte
	// Tidligere are the hashes under keys that are being retired; both are searched while they turn.
	Tidligere [][]byte
	// Navn is the full name from the login. Personal data: never log it.
	Navn string
}

// IDer returns every hash under which rows of this person may stand, the current first.
func (p Person) IDer() [][]byte { return append([][]byte{p.ID}, p.Tidligere...) }

// Er reports whether hash is one this person stands under.
func (p Person) Er(hash []byte) bool {
	return slices.ContainsFunc(p.IDer(), func(h []byte) bool { return slices.Equal(h, hash) })
}

// Ref is what a person's own page is told of whose it is, and says with every change it sends: the same at each login, another
// person's never. It is made of the keyed hash, so that it tells nothing, and is no key to her rows.
func (p Person) Ref() string { return ref(p.ID) }

func ref(id []byte) string {
	sum := sha256.Sum256(append([]byte("barnevernportalen/siden/v1 "), id...))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// HarRef reports whether a Ref is this person's, under any hash she may stand under: a page that was open when the hash key was
// turned is still hers.
func (p Person) HarRef(s string) bool {
	return slices.ContainsFunc(p.IDer(), func(h []byte) bool { return ref(h) == s })
}

// Tilgang is one right a person holds beyond being an innbygger.
type Tilgang struct {
	Rolle Rolle // SAKSBEHANDLER or ADMIN
	Bydel Bydel // of an ADMIN without a bydel: the whole kommune; zero: the whole installation
}

// Innlogget is the person behind a session. It is no Viewer and opens no rows.
type Innlogget struct {
	Person
	Niva      Niva
	Tilganger []Tilgang
	SesjonID  uuid.UUID
	Billett   Billett
	// Side is whose page the request says that it comes from.
	Side Side
}

// Side is whose page a request says that it comes from. A browser has one session and many windows: one who logs in in the one
// has changed who the others speak for, and what is typed there is not hers.
type Side int

// What a page may say of itself.
const (
	SideUsagt  Side = iota // nothing: a link, or a page that does not know yet
	SideEgen               // the page of the person whose session the request brings
	SideAnnens             // another's
)

// Billett is the session ticket in the cookie. What it seals only the same session can open, for the key stands in no
// store of ours: the reporter's own copy of a report lives and dies with it.
type Billett interface {
	// Forsegl encrypts klartekst and binds it to aad.
	Forsegl(klartekst, aad []byte) ([]byte, error)
	// Apne is the reverse; an error says only that it could not.
	Apne(chiffertekst, aad []byte) ([]byte, error)
}

// Som returns the viewer this person is in one role, or false if she does not hold it.
func (i Innlogget) Som(r Rolle) (Viewer, bool) {
	switch r {
	case RolleInnbygger:
		return Innbygger{Person: i.Person, Niva: i.Niva, SesjonID: i.SesjonID, Billett: i.Billett}, true
	case RolleSaksbehandler:
		var b []Bydel
		for _, t := range i.Tilganger {
			if t.Rolle == RolleSaksbehandler {
				b = append(b, t.Bydel)
			}
		}
		return Saksbehandler{Person: i.Person, Niva: i.Niva, Bydeler: b, SesjonID: i.SesjonID}, len(b) > 0
	case RolleAdmin:
		a := Admin{Person: i.Person, Niva: i.Niva, SesjonID: i.SesjonID}
		for _, t := range i.Tilganger {
			if t.Rolle != RolleAdmin {
				continue
			}
			if t.Bydel == (Bydel{}) {
				a.Hele = true
			} else {
				a.Kommuner = append(a.Kommuner, t.Bydel.Kommunenummer)
			}
		}
		return a, a.Hele || len(a.Kommuner) > 0
	default:
		return nil, false
	}
}

// Viewer is one role acting now. The set is closed: only this package can add to it, and ent/rule answers for each.
type Viewer interface {
	Rolle() Rolle
	closed()
}

// Ingen is anybody: what a field open to all runs as, whoever calls it. It sees public reference data only.
type Ingen struct{}

// Innbygger is a citizen, also a public employee who reports.
type Innbygger struct {
	Person
	Niva     Niva
	SesjonID uuid.UUID
	Billett  Billett // nil in background work
}

// Saksbehandler is a person who receives reports for the bydeler named.
type Saksbehandler struct {
	Person
	Niva     Niva
	Bydeler  []Bydel
	SesjonID uuid.UUID
}

// Rett is what an integration may do for one kommune. Source: the national platform's privileges.
type Rett string

// The rights, spelled as in the SDL enum Rett.
const (
	RettProdusent Rett = "PRODUSENT" // sends sealed reports on behalf of the kommune
	RettKonsument Rett = "KONSUMENT" // receives the kommune's reports
	RettIndekser  Rett = "INDEKSERER"
	RettSamtykke  Rett = "SAMTYKKE"
)

// Rettighet is one right in one kommune.
type Rettighet struct {
	Rett          Rett
	Kommunenummer string
}

// Fagsystem is a machine: an integration with rights in some kommuner.
type Fagsystem struct {
	IntegrasjonID uuid.UUID
	Orgnr         string // nine digits: the organisation its token speaks for
	Passordnr     int    // which of its passwords it came with, the first is 1
	Rettigheter   []Rettighet
}

// Som returns the machine acting by one right, or false if it holds that right nowhere. Rows are chosen by it: what is
// asked as a sender never shows what the same machine may read as a receiver.
func (f Fagsystem) Som(r Rett) (Fagsystem, bool) {
	en := f
	en.Rettigheter = nil
	for _, t := range f.Rettigheter {
		if t.Rett == r {
			en.Rettigheter = append(en.Rettigheter, t)
		}
	}
	return en, len(en.Rettigheter) > 0
}

// Har reports whether the integration holds a right in a kommune.
func (f Fagsystem) Har(r Rett, kommunenummer string) bool {
	return slices.Contains(f.Rettigheter, Rettighet{r, kommunenummer})
}

// Kommuner returns the kommuner in which the integration holds a right, in the order they were given.
func (f Fagsystem) Kommuner(r Rett) []string {
	var k []string
	for _, t := range f.Rettigheter {
		if t.Rett == r {
			k = append(k, t.Kommunenummer)
		}
	}
	return k
}

// Mottakersystem is a case system that fetches post by SvarInn's paths. It reaches what is addressed to it, and nothing else:
// no report, no case.
type Mottakersystem struct {
	ID    uuid.UUID
	Orgnr string
}

// Admin administers the whole installation, or the kommuner named. An admin sees receivers and rights, never the content of
// a report. The zero value reaches nothing.
type Admin struct {
	Person
	Niva     Niva
	SesjonID uuid.UUID
	// Hele: every kommune, and what is shared by all (the print supplier's key, the machines).
	Hele bool
	// Kommuner are those she administers, where it is not Hele.
	Kommuner []string
}

// Kan reports whether the administrator reaches a kommune. The empty one is what is shared by all.
func (a Admin) Kan(kommunenummer string) bool {
	return a.Hele || kommunenummer != "" && slices.Contains(a.Kommuner, kommunenummer)
}

// System is background work. Oppgave names it («avlever», «frister») and stands in the log; it is not a right.
type System struct{ Oppgave string }

// Rolle implements Viewer.
func (Ingen) Rolle() Rolle { return RolleIngen }

// Rolle implements Viewer.
func (Innbygger) Rolle() Rolle { return RolleInnbygger }

// Rolle implements Viewer.
func (Saksbehandler) Rolle() Rolle { return RolleSaksbehandler }

// Rolle implements Viewer.
func (Fagsystem) Rolle() Rolle { return RolleFagsystem }

// Rolle implements Viewer.
func (Mottakersystem) Rolle() Rolle { return RolleMottakersystem }

// Rolle implements Viewer.
func (Admin) Rolle() Rolle { return RolleAdmin }

// Rolle implements Viewer.
func (System) Rolle() Rolle { return RolleSystem }

func (Ingen) closed()          {}
func (Innbygger) closed()      {}
func (Saksbehandler) closed()  {}
func (Fagsystem) closed()      {}
func (Mottakersystem) closed() {}
func (Admin) closed()          {}
func (System) closed()         {}

type viewerKey struct{}
type innloggetKey struct{}
type maskinKey struct{}

// With returns a context in which v is asking.
func With(ctx context.Context, v Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// From returns who is asking, or nil. A nil viewer sees nothing: every rule ends in deny.
func From(ctx context.Context) Viewer {
	v, _ := ctx.Value(viewerKey{}).(Viewer)
	return v
}

// WithInnlogget returns a context that knows which person the session belongs to.
func WithInnlogget(ctx context.Context, i Innlogget) context.Context {
	return context.WithValue(ctx, innloggetKey{}, i)
}

// InnloggetFrom returns the person behind the session, if there is one.
func InnloggetFrom(ctx context.Context) (Innlogget, bool) {
	i, ok := ctx.Value(innloggetKey{}).(Innlogget)
	return i, ok
}

// WithMaskin returns a context that knows which integration's token and password came with the request. Like
// [Innlogget], it opens no rows before a field has asked for the role and the right.
func WithMaskin(ctx context.Context, f Fagsystem) context.Context {
	return context.WithValue(ctx, maskinKey{}, f)
}

// MaskinFrom returns the integration that calls, if it is a machine.
func MaskinFrom(ctx context.Context) (Fagsystem, bool) {
	f, ok := ctx.Value(maskinKey{}).(Fagsystem)
	return f, ok
}
