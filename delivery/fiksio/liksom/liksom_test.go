package liksom

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// The tests here do without the broker; what goes through it is tried together with the client, in package fiksio.

const (
	passord = "et passord"
	orgnr   = "999999999"
)

func start(t *testing.T) (*Server, Konto) {
	t.Helper()
	s, err := Start(t.Context(), Oppsett{Mappe: t.TempDir(), UtenMegler: true, Token: func(token string) (string, error) {
		if token != "godt" {
			return "", errors.New("no")
		}
		return orgnr, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stopp(t.Context()); err != nil {
			t.Error(err)
		}
	})
	k := Konto{ID: uuid.New(), Integrasjon: uuid.New()}
	s.NyIntegrasjon(k.Integrasjon, passord, orgnr)
	if err := s.NyKonto(k); err != nil {
		t.Fatal(err)
	}
	return s, k
}

// del is a part of a multipart body.
type del struct{ navn, fil, slag, innhold string }

func sendDeler(t *testing.T, s *Server, k Konto, deler ...del) int {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, d := range deler {
		disposition := fmt.Sprintf(`form-data; name=%q`, d.navn)
		if d.fil != "" {
			disposition += fmt.Sprintf(`; filename=%q`, d.fil)
		}
		p, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {d.slag}})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = p.Write([]byte(d.innhold))
	}
	_ = w.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.API()+"/fiks-io/api/v1/send", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Authorization", "Bearer godt")
	r.Header.Set("IntegrasjonId", k.Integrasjon.String())
	r.Header.Set("IntegrasjonPassord", passord)
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// A misspelling must not pass: what the look-alike does not know, it refuses.
func TestSendErStreng(t *testing.T) {
	s, k := start(t)
	meta := func(change ...string) del {
		text := fmt.Sprintf(`{"avsenderKontoId":%q,"mottakerKontoId":%q,"meldingType":"x","ttl":1000,"headere":{"a":"b"}}`, k.ID, k.ID)
		return del{"metadata", "", "application/json", strings.NewReplacer(change...).Replace(text)}
	}
	data := del{"data", uuid.NewString(), "application/octet-stream", "x"}
	for what, c := range map[string]struct {
		deler []del
		want  int
	}{
		"as it should be":          {[]del{meta(), data}, 503}, // there is no broker
		"without payload":          {[]del{meta()}, 503},
		"PascalCase":               {[]del{meta("meldingType", "MeldingType"), data}, 400},
		"an unknown field":         {[]del{meta("ttl", "levetid"), data}, 400},
		"ttl as text":              {[]del{meta("1000", `"00:00:01"`), data}, 400},
		"ttl too short":            {[]del{meta("1000", "999"), data}, 400},
		"the prefix already":       {[]del{meta(`"a"`, `"egendefinert-header.a"`), data}, 400},
		"no type":                  {[]del{meta(`"x"`, `""`), data}, 400},
		"an unknown receiver":      {[]del{meta(`"mottakerKontoId":"`+k.ID.String(), `"mottakerKontoId":"`+uuid.NewString()), data}, 400},
		"another's account":        {[]del{meta(`"avsenderKontoId":"`+k.ID.String(), `"avsenderKontoId":"`+uuid.NewString()), data}, 403},
		"no metadata":              {[]del{data}, 400},
		"metadata last":            {[]del{data, meta()}, 400},
		"metadata twice":           {[]del{meta(), meta()}, 400},
		"metadata as a file":       {[]del{{"metadata", "m.json", "application/json", meta().innhold}}, 400},
		"metadata without type":    {[]del{{"metadata", "", "", meta().innhold}}, 400},
		"data without file name":   {[]del{meta(), {"data", "", "application/octet-stream", "x"}}, 400},
		"data with a telling name": {[]del{meta(), {"data", "melding.zip", "application/octet-stream", "x"}}, 400},
		"data of another type":     {[]del{meta(), {"data", uuid.NewString(), "application/zip", "x"}}, 400},
		"empty data":               {[]del{meta(), {"data", uuid.NewString(), "application/octet-stream", ""}}, 400},
		"an unknown part":          {[]del{meta(), data, {"mer", "", "text/plain", "x"}}, 400},
	} {
		if got := sendDeler(t, s, k, c.deler...); got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
}

func TestBareLoopback(t *testing.T) {
	_, err := Start(t.Context(), Oppsett{Mappe: t.TempDir(), Adresse: "0.0.0.0:0", Token: func(string) (string, error) { return "", nil }})
	if err == nil || !strings.Contains(err.Error(), "loopback") {
		t.Errorf("got %v", err)
	}
}

// A program that is killed takes its broker with it, and what was confirmed is there for the next one, in the same folder. The
// broker and its epmd listen on loopback alone, and nothing of them is left when they are stopped.
func TestMeglerensLiv(t *testing.T) {
	mappe, err := os.MkdirTemp("", "fio")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	const usual = 4369 // where an epmd that nobody asked for would listen
	others := len(lytterPaa(t)[usual])

	k := Konto{ID: uuid.New()}
	theirs := drepEtter(t, mappe, k.ID)
	last := husket(mappe)
	s, err := Start(t.Context(), oppsett(mappe))
	if err != nil {
		t.Fatal(err)
	}
	if s.API() != "http://"+last.API || s.megler.port != last.AMQP || last.AMQP != theirs[0] {
		t.Errorf("who knew us at %+v, port %d, finds us no more: %s, port %d", last, theirs[0], s.API(), s.megler.port)
	}
	if err := s.NyKonto(k); err != nil {
		t.Error(err)
	}
	if n, _, err := s.Ko(k.ID); n != 1 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
	giveUp, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := Start(giveUp, oppsett(mappe)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second broker in the folder: %v", err)
	}

	ours := s.megler.porter()
	listening := lytterPaa(t)
	for _, p := range ours {
		got := listening[p]
		if len(got) == 0 || slices.ContainsFunc(got, func(a string) bool { return a != v4 && a != v6 }) {
			t.Errorf("port %d is listened to on %v", p, got)
		}
	}
	if err := s.Minnealarm(t.Context(), false); err != nil { // a tool of the broker's: does it leave an epmd?
		t.Error(err)
	}
	if err := s.Stopp(t.Context()); err != nil {
		t.Error(err)
	}
	listening = lytterPaa(t)
	for _, p := range append(ours, theirs...) {
		if got := listening[p]; len(got) > 0 {
			t.Errorf("port %d is still listened to on %v", p, got)
		}
	}
	if len(listening[usual]) > others {
		t.Error("an epmd is left behind")
	}
}

// What another program has taken meanwhile is no reason not to start.
func TestAdressenErTatt(t *testing.T) {
	taken, err := lyttHelst(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	mappe := t.TempDir()
	if err := (adresser{API: taken.Addr().String()}).husk(mappe); err != nil {
		t.Fatal(err)
	}
	o := oppsett(mappe)
	o.UtenMegler = true
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stopp(context.Background()) }()
	if s.API() == "http://"+taken.Addr().String() {
		t.Error("two listen on one address")
	}
}

func oppsett(mappe string) Oppsett {
	return Oppsett{Mappe: mappe, Token: func(string) (string, error) { return "", nil }}
}

func (m *megler) porter() []int { return []int{m.port, m.distPort, m.epmdPort} }

// drepEtter has another program start a broker and give it a message, and then kills that program. It returns the ports.
func drepEtter(t *testing.T, mappe string, konto uuid.UUID) (ports []int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "LIKSOM_BARN="+mappe, "LIKSOM_KONTO="+konto.String())
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	ports = make([]int, 3)
	if _, err := fmt.Fscanln(out, &ports[0], &ports[1], &ports[2]); err != nil {
		t.Errorf("the other program: %v", err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return ports
}

func TestMain(m *testing.M) {
	if mappe := os.Getenv("LIKSOM_BARN"); mappe != "" {
		leve(mappe, uuid.MustParse(os.Getenv("LIKSOM_KONTO")))
	}
	os.Exit(m.Run())
}

// leve is the other program.
func leve(mappe string, konto uuid.UUID) {
	s, err := Start(context.Background(), oppsett(mappe))
	if err == nil {
		err = errors.Join(s.NyKonto(Konto{ID: konto}), s.Legg(context.Background(), konto, nil, []byte("x")))
	}
	if err != nil {
		panic(err)
	}
	p := s.megler.porter()
	fmt.Println(p[0], p[1], p[2])
	select {} // until it is killed
}

// Loopback, as the kernel writes it: four bytes at a time, the last first.
const v4, v6 = "0100007F", "00000000000000000000000001000000"

// lytterPaa is which addresses each TCP port is listened to on, as the kernel has it.
func lytterPaa(t *testing.T) map[int][]string {
	t.Helper()
	out := map[int][]string{}
	for _, file := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Skipf("the kernel does not say who listens: %v", err)
		}
		for _, line := range strings.Split(string(raw), "\n")[1:] {
			f := strings.Fields(line)
			if len(f) < 4 || f[3] != "0A" { // LISTEN
				continue
			}
			var port int
			host, hexPort, _ := strings.Cut(f[1], ":")
			if _, err := fmt.Sscanf(hexPort, "%X", &port); err != nil {
				t.Fatal(err)
			}
			out[port] = append(out[port], host)
		}
	}
	return out
}
