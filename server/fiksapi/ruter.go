package fiksapi

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/bekymringsmelding"
)

// rute is one path below /bekymringsmelding/api/v1/ and v2/.
type rute struct {
	metode, sti string
	svar        func(*kall) (status int, svar any, err error)
}

// alleRuter is every path there is. The first that fits is taken.
func (a *API) alleRuter() []rute {
	const fagsystem = "mottak/fagsystem/"
	get, post := http.MethodGet, http.MethodPost
	return []rute{
		{get, "kommuner", a.kommuner},
		{get, "kommuner/fylker", a.fylker},
		{get, "kommuner/fylker/{fylkenummer}/kommuner", a.kommunerIFylke},
		{get, "kommuner/{kommunenummer}", a.kommune},
		{get, "kommuner/{kommunenummer}/bydeler", a.bydeler},
		{get, "kommuner/{kommunenummer}/bydeler/{bydelsnummer}", a.bydel},

		{get, fagsystem + "{kommunenummer}/{bydelsnummer}/krypteringsnokler", a.krypteringsnokler},
		{get, fagsystem + "{fraFiksOrgId}/bekymringsmelding/{bekymringsmeldingId}/status", a.status},
		{post, fagsystem + "{fraFiksOrgId}/{kommunenummer}/{bydelsnummer}/privat", a.motta(bekymringsmelding.TypePrivat)},
		{post, fagsystem + "{fraFiksOrgId}/{kommunenummer}/{bydelsnummer}/offentlig", a.motta(bekymringsmelding.TypeOffentlig)},
	}
}

// passer fits a path to the route and names its parts.
func (ru rute) passer(sti string) (map[string]string, bool) {
	monster, biter := strings.Split(ru.sti, "/"), strings.Split(sti, "/")
	if len(monster) != len(biter) {
		return nil, false
	}
	deler := map[string]string{}
	for i, m := range monster {
		switch navn, er := strings.CutPrefix(m, "{"); {
		case er && biter[i] != "":
			deler[strings.TrimSuffix(navn, "}")] = biter[i]
		case m != biter[i]:
			return nil, false
		}
	}
	return deler, true
}

var (
	toSifre   = regexp.MustCompile(`^[0-9]{2}$`)
	fireSifre = regexp.MustCompile(`^[0-9]{4}$`)
)

// former are what the published files say of the path's parts.
var former = map[string]struct {
	gyldig func(string) bool
	hva    string
}{
	"kommunenummer": {fireSifre.MatchString, "fire sifre"},
	"bydelsnummer":  {toSifre.MatchString, "to sifre"},
	"fylkenummer":   {toSifre.MatchString, "to sifre"},
	"fraFiksOrgId":  {erUUID, "en UUID"}, "bekymringsmeldingId": {erUUID, "en UUID"},
}

// sjekkDeler refuses a part that is not of its form.
func (k *kall) sjekkDeler() error {
	for _, navn := range []string{"fraFiksOrgId", "kommunenummer", "bydelsnummer", "fylkenummer", "bekymringsmeldingId"} {
		if del, has := k.deler[navn]; has && !former[navn].gyldig(del) {
			return feil{status: http.StatusBadRequest, kode: "UGYLDIG_FORMAT", melding: navn + " i stien må være " + former[navn].hva + "."}
		}
	}
	return nil
}

// erUUID: 36 characters; the other spellings that uuid.Parse takes are none.
func erUUID(s string) bool { return len(s) == 36 && uuid.Validate(s) == nil }
