package server_test

import (
	"context"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// The documents of the ledger, statistics, operations and content.
const (
	feltHovedbok    = `{id mottaker{kommunenummer bydelsnummer navn:bydelsnavn} nr type versjon fraFagsystem kanal innsendt tilstand bevis bevist avvist slettet advarsler sendPaNytt forsok}`
	feltTall        = `{antall private offentlige fraFagsystem v1 v2 brev avvist bevis{ingen overlevert kvittert lagret registrert}}`
	feltTid         = `{antall median nittiProsent}`
	feltTekster     = `tekster{nb nn en se}`
	feltDrift       = `{id versjon alvorlighet ` + feltTekster + ` fra til trukket vises endret endretAv}`
	feltInnhold     = `{id slag nokkel kommunenummer versjon ` + feltTekster + ` telefon nettside kilde verifisert publisert rekkefolge vises endret endretAv}`
	dokHovedbok     = `query Meldinger($f:MeldingerFilter,$etter:String){meldinger(filter:$f,after:$etter){csv edges{cursor node` + feltHovedbok + `}pageInfo{hasNextPage endCursor}}}`
	dokHistorikk    = `query Historikk($id:ID!){meldingshistorikk(id:$id){melding` + feltHovedbok + `sha256 kjedehash sistApnet bekreftet avstemt savnet hendelser{tidspunkt slag tilstand bevis rolle personRef integrasjonId detalj}leveranser{kanal status forsok feilkode endret tidligst eksternId eksternStatus eksternTid}frister{type forfall klarert utlost}kvitteringer{mottatt slag utfall}avvisninger{tidspunkt grunn}nysendinger{tidspunkt kanal grunn personRef forsok feilkode eksternId eksternStatus}}}`
	dokSendPaNytt   = `mutation SendPaNytt($id:ID!,$n:Int!=0,$grunn:String!="Den er borte."){sendPaNytt(input:{id:$id,forsok:$n,grunn:$grunn}){satt feil melding` + feltHovedbok + `}}`
	dokStatistikk   = `query Statistikk($fra:Dato!,$til:Dato!,$k:String){statistikk(fra:$fra,til:$til,kommunenummer:$k){fra til kommunenummer alle` + feltTall + `dager{dag tall` + feltTall + `kanaler{kanal tall` + feltTall + `}}kanaler{kanal tall` + feltTall + `}mottak{mottaker{kommunenummer bydelsnummer}tall` + feltTall + `tidTilBevis` + feltTid + `}tidTilBevis` + feltTid + `}}`
	dokDrift        = `query Drift{driftsmelding{id alvorlighet ` + feltTekster + ` fra til}}`
	dokInnhold      = `query Innhold($k:String){innhold(kommunenummer:$k){hjelpelinjer{nokkel telefon nettside ` + feltTekster + `}apningstider{bydelsnummer telefon nettside ` + feltTekster + `}lovhenvisninger{nokkel nettside ` + feltTekster + `}}}`
	dokAlleDrift    = `query AlleDrift{driftsmeldinger` + feltDrift + `}`
	dokDriftVers    = `query DriftVersjoner($id:ID!){driftsmeldingsversjoner(id:$id)` + feltDrift + `}`
	dokInnholdVers  = `query InnholdVersjoner($k:String,$s:Innholdsslag){innholdsversjoner(kommunenummer:$k,slag:$s)` + feltInnhold + `}`
	dokInnholdHist  = `query InnholdHistorikk($s:Innholdsslag!,$n:String!,$k:String){innholdshistorikk(slag:$s,nokkel:$n,kommunenummer:$k)` + feltInnhold + `}`
	dokSettDrift    = `mutation SettDrift($input:SettDriftsmeldingInput!){settDriftsmelding(input:$input){driftsmelding` + feltDrift + feltFeil + `}}`
	dokLagreInnhold = `mutation LagreInnhold($input:LagreInnholdInput!){lagreInnhold(input:$input){innhold` + feltInnhold + feltFeil + `}}`
)

var hovedbokdokumenter = []string{dokHovedbok, dokHistorikk, dokSendPaNytt, dokStatistikk, dokDrift, dokInnhold, dokAlleDrift, dokDriftVers,
	dokInnholdVers, dokInnholdHist, dokSettDrift, dokLagreInnhold}

var (
	iBergensBok    = fast(map[string]any{"f": map[string]any{"kommunenummer": "4601"}})
	bergensTall    = fast(map[string]any{"fra": "2026-11-01", "til": "2026-11-30", "k": "4601"})
	bergensTider   = fast(map[string]any{"s": "APNINGSTID", "n": "00", "k": "4601"})
	galDrift       = inn(map[string]any{"alvorlighet": "INFO", "tekster": map[string]any{"nb": ""}})
	galApningstid  = inn(map[string]any{"slag": "APNINGSTID", "nokkel": "x", "kommunenummer": "4601", "tekster": map[string]any{"nb": ""}, "publisert": true})
	innholdIBergen = fast(map[string]any{"k": "4601"})
)

// Bergen's report, asked about by Bergen's administrator, Oslo's and the installation's: by every path the same rows.
func TestHovedbokPerKommune(t *testing.T) {
	p := nyttHus(t)
	p.kommuneadministratorer(t)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	for navn, ser := range map[string]bool{pidAdminOslo: false, pidAdminBergen: true, pidAdmin: true} {
		kake := p.okt(t, navn, viewer.NivaHoyt)
		for hva, s := range map[string]svar{
			"meldinger": p.kjor(t, kake, dokHovedbok, nil), "sok": p.kjor(t, kake, dokHovedbok, map[string]any{"f": map[string]any{"sok": id[:10]}}),
			"historikk": p.kjor(t, kake, dokHistorikk, map[string]any{"id": id}), "sendPaNytt": p.kjor(t, kake, dokSendPaNytt, map[string]any{"id": id}),
			"csv": p.get(t, kake, "/last-ned/hovedbok.csv"),
		} {
			if strings.Contains(string(s.raw), id) != ser {
				t.Errorf("%s asked %s: %.400s", navn, hva, s.raw)
			}
			for _, hemmelig := range []string{pidMelder, "melderId", "Meldesen"} {
				if strings.Contains(string(s.raw), hemmelig) {
					t.Errorf("%s: the reporter is there: %s", hva, hemmelig)
				}
			}
		}
		andres := p.kjor(t, kake, dokHistorikk, map[string]any{"id": id})
		aldri := p.kjor(t, kake, dokHistorikk, map[string]any{"id": nokkel1})
		if (string(andres.raw) == string(aldri.raw)) == ser {
			t.Errorf("%s: another's and what never was: %s %s", navn, andres.raw, aldri.raw)
		}
	}
}

func TestStatistikkPerKommune(t *testing.T) {
	p := nyttHus(t)
	p.kommuneadministratorer(t)
	p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	dag := p.delivery.Klokke().UTC()
	for navn, antall := range map[string]float64{pidAdminOslo: 0, pidAdminBergen: 1, pidAdmin: 1} {
		s := p.kjor(t, p.okt(t, navn, viewer.NivaHoyt), dokStatistikk, map[string]any{
			"fra": dag.AddDate(0, 0, -2).Format("2006-01-02"), "til": dag.AddDate(0, 0, 2).Format("2006-01-02")})
		if fikk := s.les("data", "statistikk", "alle", "antall"); fikk != antall {
			t.Errorf("%s: %v, want %v: %.300s", navn, fikk, antall, s.raw)
		}
		if dager, _ := s.les("data", "statistikk", "dager").([]any); len(dager) != 5 {
			t.Errorf("%d days", len(dager))
		}
	}
}

// The file has the field's rows and filter, and a name cannot become a formula.
func TestHovedbokSomFil(t *testing.T) {
	p := nyttHus(t)
	melder, kake := p.okt(t, pidMelder, viewer.NivaBetydelig), p.okt(t, pidAdmin, viewer.NivaHoyt)
	id := p.send(t, melder, "4601")
	p.send(t, melder, "0301")
	const formel = `=HYPERLINK("https://ond.example";"se")`
	kjor(t, p.hus.dsn, `UPDATE bydel SET navn = '`+formel+`' WHERE kommunenummer = '4601'`)
	s := p.kjor(t, kake, dokHovedbok, map[string]any{"f": map[string]any{"kommunenummer": "4601", "fra": "2020-01-01T00:00:00Z"}})
	sti, _ := s.les("data", "meldinger", "csv").(string)
	fil := p.get(t, kake, sti)
	if fil.status != http.StatusOK || !strings.HasPrefix(fil.hode.Get("Content-Type"), "text/csv") {
		t.Fatalf("%s: %d %s", sti, fil.status, fil.raw)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(fil.raw), "\ufeff")))
	r.Comma = ';'
	linjer, err := r.ReadAll()
	maa(t, err)
	if len(linjer) != 2 || linjer[1][0] != id || linjer[1][5] != "'"+formel {
		t.Errorf("%q", linjer)
	}
	tomt, _ := p.kjor(t, kake, dokHovedbok, map[string]any{"f": map[string]any{"sok": " "}}).les("data", "meldinger", "csv").(string)
	if s := p.get(t, kake, tomt); s.status != http.StatusOK {
		t.Errorf("nothing is searched for, and the file %q: %d", tomt, s.status)
	}
	if s := p.kjor(t, kake, dokHovedbok, map[string]any{"f": map[string]any{"bydelsnummer": "00"}}); strings.Contains(string(s.raw), id) {
		t.Errorf("a bydel of no kommune: %.300s", s.raw)
	}
	for _, galt := range []string{"?kommune=4601", "?kommunenummer=4601&kommunenummer=0301", "?tilstand=X", "?fra=i+dag", "?bydelsnummer=00", "?medAdvarsel=1", "?kanal="} {
		if s := p.get(t, kake, "/last-ned/hovedbok.csv"+galt); s.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", galt, s.status, s.raw)
		}
	}
	if _, err := url.Parse(sti); err != nil || !strings.Contains(sti, "fra=2020") {
		t.Errorf("the address %q: %v", sti, err)
	}
}

// What is edited is what everybody sees next, and a place in the law that is not verified is never among it.
func TestInnholdMotesAvInnbygger(t *testing.T) {
	p := nyttHus(t)
	p.kommuneadministratorer(t)
	maa(t, p.forvaltning.LagreForsteInnhold(p.sys(t)))
	maa(t, p.forvaltning.LagreForsteInnhold(p.sys(t))) // again, at the next start
	admin, bergens := p.okt(t, pidAdmin, viewer.NivaHoyt), p.okt(t, pidAdminBergen, viewer.NivaHoyt)
	ser := func(tekst string) bool {
		return strings.Contains(string(p.kjor(t, nil, dokInnhold, map[string]any{"k": "4601"}).raw), tekst)
	}
	if !ser("116 111") || !ser("§ 13-2") || ser("§ 13-4") || ser("6-7 a") {
		t.Fatal("a new installation does not show what it should")
	}
	lagre := func(kake *http.Cookie, v map[string]any) svar {
		return p.kjor(t, kake, dokLagreInnhold, map[string]any{"input": v})
	}
	lov := func(versjon int, verifisert bool) map[string]any {
		return map[string]any{"slag": "LOVHENVISNING", "nokkel": "PALEGG", "versjon": versjon, "tekster": map[string]any{"nb": "barnevernsloven § 13-4"},
			"kilde": "lovdata.no", "verifisert": verifisert, "publisert": true}
	}
	if s := lagre(admin, lov(1, false)); s.les("data", "lagreInnhold", "innhold", "vises") != false || ser("§ 13-4") {
		t.Errorf("published, not verified: %s", s.raw)
	}
	if s := lagre(admin, lov(2, true)); s.les("data", "lagreInnhold", "innhold", "vises") != true || !ser("§ 13-4") {
		t.Errorf("control: verified: %s", s.raw)
	}
	if s := lagre(admin, lov(2, false)); s.les("data", "lagreInnhold", "feil", 0, "kode") != "ENDRET_AV_ANDRE" || !ser("§ 13-4") {
		t.Errorf("two at once: %s", s.raw)
	}
	if s := lagre(admin, lov(3, false)); ser("§ 13-4") {
		t.Errorf("verified no more: the version before it is shown: %s", s.raw)
	}
	tider := map[string]any{"slag": "APNINGSTID", "nokkel": "00", "kommunenummer": "4601", "tekster": map[string]any{"nb": "Hverdager 8–15.30"}, "publisert": true}
	if s := lagre(bergens, tider); s.les("data", "lagreInnhold", "innhold", "versjon") != float64(1) || !ser("Hverdager 8–15.30") {
		t.Errorf("opening hours: %s", s.raw)
	}
	if s := lagre(bergens, lov(4, true)); s.kode() != skjult {
		t.Errorf("the law is the installation's: %s", s.raw)
	}
	if s := p.kjor(t, admin, dokInnholdHist, map[string]any{"s": "LOVHENVISNING", "n": "PALEGG"}); s.les("data", "innholdshistorikk", 3, "versjon") != float64(1) {
		t.Errorf("its versions: %s", s.raw)
	}
	if s := p.kjor(t, admin, dokEndringer, nil); strings.Count(string(s.raw), `"INNHOLD_LAGRET"`) != 4 {
		t.Errorf("what is in the log of changes: %s", s.raw)
	}
}

func TestDriftsmeldingMotesAvInnbygger(t *testing.T) {
	p := nyttHus(t)
	p.kommuneadministratorer(t)
	admin := p.okt(t, pidAdmin, viewer.NivaHoyt)
	sett := func(v map[string]any) svar {
		return p.kjor(t, admin, dokSettDrift, map[string]any{"input": v})
	}
	vises := func() int {
		alle, _ := p.kjor(t, nil, dokDrift, nil).les("data", "driftsmelding").([]any)
		return len(alle)
	}
	s := sett(map[string]any{"alvorlighet": "INFO", "tekster": map[string]any{"nb": "Vedlikehold i natt", "en": "Maintenance tonight"}})
	id := s.les("data", "settDriftsmelding", "driftsmelding", "id")
	if id == nil || vises() != 1 {
		t.Fatalf("not shown: %s", s.raw)
	}
	sett(map[string]any{"alvorlighet": "KRITISK", "tekster": map[string]any{"nb": "Meldinger kan ikke sendes"}})
	sett(map[string]any{"alvorlighet": "KRITISK", "tekster": map[string]any{"nb": "Senere"}, "fra": "2100-01-01T00:00:00Z"})
	for_ := map[string]any{"alvorlighet": "KRITISK", "tekster": map[string]any{"nb": "Før"}, "fra": "2020-01-01T00:00:00Z"}
	for_["id"], for_["versjon"] = sett(for_).les("data", "settDriftsmelding", "driftsmelding", "id"), 1
	for_["til"] = "2020-01-02T00:00:00Z"
	sett(for_)
	if s := p.kjor(t, nil, dokDrift, nil); vises() != 2 || s.les("data", "driftsmelding", 0, "alvorlighet") != "KRITISK" {
		t.Errorf("shown: %s", s.raw)
	}
	if s := sett(map[string]any{"id": id, "versjon": 2, "alvorlighet": "INFO", "tekster": map[string]any{"nb": "x"}}); s.les("data", "settDriftsmelding", "feil", 0, "kode") != "ENDRET_AV_ANDRE" {
		t.Errorf("two at once: %s", s.raw)
	}
	if s := sett(map[string]any{"id": id, "versjon": 1, "alvorlighet": "INFO", "tekster": map[string]any{"nb": "Vedlikehold i natt"}, "trukket": true}); vises() != 1 {
		t.Errorf("withdrawn: %s", s.raw)
	}
	if s := p.kjor(t, admin, dokDriftVers, map[string]any{"id": id}); s.les("data", "driftsmeldingsversjoner", 1, "versjon") != float64(1) ||
		s.les("data", "driftsmeldingsversjoner", 0, "trukket") != true || s.les("data", "driftsmeldingsversjoner", 1, "vises") != false {
		t.Errorf("its versions: %s", s.raw)
	}
	if s := p.kjor(t, admin, dokAlleDrift, nil); strings.Count(string(s.raw), `"versjon"`) != 4 {
		t.Errorf("the list: %s", s.raw)
	}
	if s := p.kjor(t, p.okt(t, pidAdminBergen, viewer.NivaHoyt), dokAlleDrift, nil); s.kode() != skjult {
		t.Errorf("a kommune's administrator: %s", s.raw)
	}
}

// A right that is withdrawn while the ledger is on its way out as a file ends it at the next page: its last line says so, and the
// answer is not ended as a whole one. The control is the administrator who keeps hers.
func TestHovedbokSomFilNarRettenTrekkes(t *testing.T) {
	p := nyttHus(t)
	p.delivery.Hovedbokbunke = 1
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	for range 3 {
		p.send(t, melder, "4601")
	}
	base := dbtest.Open(t, p.hus.dsn)
	for _, c := range []struct {
		navn, sql string
		brutt     bool
	}{
		{"control", `SELECT 1`, false},
		{"of one kommune, not all", `UPDATE tilgang SET kommunenummer = '4601' WHERE rolle = 'ADMIN'`, true},
		{"withdrawn", `UPDATE tilgang SET trukket = now() WHERE rolle = 'ADMIN'`, true},
	} {
		t.Run(c.navn, func(t *testing.T) {
			_, err := base.Exec(t.Context(), `UPDATE tilgang SET kommunenummer = '' WHERE rolle = 'ADMIN'`)
			maa(t, err)
			kake := p.okt(t, pidAdmin, viewer.NivaHoyt)
			// The first page is read while nobody may read reports: the request stands there when the right goes.
			tx, err := base.Begin(t.Context())
			maa(t, err)
			defer func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) }()
			_, err = tx.Exec(t.Context(), `LOCK TABLE forsendelse IN ACCESS EXCLUSIVE MODE`)
			maa(t, err)
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/last-ned/hovedbok.csv", nil)
			maa(t, err)
			req.AddCookie(kake)
			type utfall struct {
				raw []byte
				err error
			}
			ferdig := make(chan utfall, 1)
			go func() {
				svar, err := http.DefaultClient.Do(req)
				if err != nil {
					ferdig <- utfall{err: err}
					return
				}
				defer func() { _ = svar.Body.Close() }()
				raw, err := io.ReadAll(svar.Body)
				ferdig <- utfall{raw, err}
			}()
			for venter := 0; venter == 0; {
				maa(t, base.QueryRow(t.Context(), `SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'forsendelse'::regclass`).Scan(&venter))
			}
			_, err = base.Exec(t.Context(), c.sql)
			maa(t, err)
			maa(t, tx.Commit(t.Context()))
			u := <-ferdig
			linjer := strings.Split(strings.TrimSpace(string(u.raw)), "\r\n")
			siste := linjer[len(linjer)-1]
			if (u.err != nil) != c.brutt || strings.HasPrefix(siste, "IKKE HEL") != c.brutt {
				t.Errorf("%v, and its last line is %q", u.err, siste)
			}
			if vil := map[bool]int{false: 4, true: 3}[c.brutt]; len(linjer) != vil {
				t.Errorf("%d lines, want %d: %q", len(linjer), vil, linjer)
			}
		})
	}
}
