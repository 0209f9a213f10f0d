package forvaltning_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	encpem "encoding/pem"
	"math/big"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/nokkelforslag"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// A key that is proposed is not sealed to; one that another has signed is, and the one before it no more.
func TestNokkelByttesAvTo(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t)
	gammel := k.forsegles(t)
	if gammel == nil || !gammel.Sertifikat.Equal(k.fagsystem.Cert) {
		t.Fatal("control: not sealed to the first key")
	}
	f, err := k.ForeslaNokkel(k.bergen, bergensNokkel(k.annet))
	maa(t, err)
	vil(t, "proposed", f.Feil)
	if f.Forslag.ForeslattAv != "Navn bergens" || !f.Forslag.AvMeg || f.Forslag.Avgjort != nil {
		t.Errorf("proposed as %+v", f.Forslag)
	}
	if n := k.forsegles(t); !n.Sertifikat.Equal(k.fagsystem.Cert) {
		t.Error("sealed to a key that nobody has signed")
	}
	thumb := f.Forslag.Tommelavtrykk
	ut, err := k.GodkjennNokkel(k.bergen, f.Forslag.ID, thumb)
	maa(t, err)
	vil(t, "signed by who proposed it", ut.Feil, forvaltning.FeilSammePerson)
	// The same person as an administrator of all, and under the hash of a key that is turning.
	selv := k.pers("bergens")
	snudd := viewer.Person{ID: bytes.Repeat([]byte{7}, 32), Tidligere: [][]byte{selv.ID}, Navn: selv.Navn}
	ut, err = k.GodkjennNokkel(viewer.With(t.Context(), viewer.Admin{Person: snudd, Hele: true}), f.Forslag.ID, thumb)
	maa(t, err)
	vil(t, "signed by who proposed it, in another capacity", ut.Feil, forvaltning.FeilSammePerson)
	ut, err = k.GodkjennNokkel(k.ola, f.Forslag.ID, strings.Repeat("0", 64))
	maa(t, err)
	vil(t, "another thumbprint", ut.Feil, forvaltning.FeilTommelavtrykk)
	if n := k.forsegles(t); !n.Sertifikat.Equal(k.fagsystem.Cert) {
		t.Error("sealed to a key whose signing was refused")
	}
	annen, err := k.ForeslaNokkel(k.ola, bergensNokkel(k.trykkeri))
	maa(t, err)
	vil(t, "another while one waits", annen.Feil, forvaltning.FeilForslagVenter)

	ut, err = k.GodkjennNokkel(k.ola, f.Forslag.ID, strings.ToUpper(thumb[:32])+" : "+thumb[32:])
	maa(t, err)
	vil(t, "signed by another", ut.Feil)
	if ut.Forslag.AvgjortAv == nil || *ut.Forslag.AvgjortAv != "Navn ola" || *ut.Forslag.Utfall != nokkelforslag.UtfallGodkjent {
		t.Errorf("signed as %+v", ut.Forslag)
	}
	if n := k.forsegles(t); !n.Sertifikat.Equal(k.annet.Cert) || n.ID == gammel.ID {
		t.Error("not sealed to the key that was signed")
	}
	i, err := k.Nokler(k.bergen, til("4601"))
	maa(t, err)
	if len(i) != 2 {
		t.Errorf("%d keys are in use", len(i))
	}
	ut, err = k.GodkjennNokkel(k.kari, f.Forslag.ID, thumb)
	maa(t, err)
	vil(t, "signed again", ut.Feil, forvaltning.FeilAlleredeAvgjort)
	ut, err = k.AvslaNokkel(k.kari, f.Forslag.ID)
	maa(t, err)
	vil(t, "turned down after it was signed", ut.Feil, forvaltning.FeilAlleredeAvgjort)
	annen, err = k.ForeslaNokkel(k.ola, bergensNokkel(k.annet))
	maa(t, err)
	vil(t, "the one in use", annen.Feil, forvaltning.FeilNokkelIBruk)
	annen, err = k.ForeslaNokkel(k.ola, bergensNokkel(k.fagsystem))
	maa(t, err)
	vil(t, "the one before it", annen.Feil)
	ut, err = k.AvslaNokkel(k.ola, annen.Forslag.ID)
	maa(t, err)
	vil(t, "taken back", ut.Feil)
	if n := k.forsegles(t); !n.Sertifikat.Equal(k.annet.Cert) {
		t.Error("sealed to a key that was turned down")
	}
}

// The rule is held by the rows too: past the functions, nobody signs her own, puts a key into use without a signature, or
// decides a second time. And past the rows by the database.
func TestNokkelByttesAvToUtenomFunksjonene(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t)
	f, err := k.ForeslaNokkel(k.kari, bergensNokkel(k.annet))
	maa(t, err)
	kari, c := k.pers("kari"), k.DB.Client()
	n, err := c.Nokkelforslag.Update().Where(nokkelforslag.ID(f.Forslag.ID)).SetAvgjort(time.Now()).SetAvgjortAv(kari.ID).
		SetUtfall(nokkelforslag.UtfallGodkjent).Save(k.kari)
	if err == nil && n > 0 {
		t.Error("she signed her own")
	}
	rad, err := c.Nokkelforslag.Get(k.kari, f.Forslag.ID)
	maa(t, err)
	for hvem, ctx := range map[string]context.Context{"who proposed it": k.kari, "another": k.ola} {
		err = c.Nokkel.Create().SetNillableBydelID(rad.BydelID).SetFormal(nokkel.FormalFagsystem).SetSertifikat(rad.Sertifikat).
			SetTommelavtrykk(rad.Tommelavtrykk).SetGyldigFra(rad.GyldigFra).SetGyldigTil(rad.GyldigTil).SetTattIBruk(time.Now()).Exec(ctx)
		if err == nil {
			t.Errorf("%s put an unsigned key into use", hvem)
		}
	}
	raw := dbtest.Open(t, k.dsn)
	for navn, sql := range map[string]string{
		"signed by one":       `UPDATE nokkelforslag SET avgjort = now(), avgjort_av = foreslatt_av, utfall = 'GODKJENT'`,
		"half decided":        `UPDATE nokkelforslag SET avgjort = now()`,
		"another certificate": `UPDATE nokkelforslag SET sertifikat = '\x00'`,
		"decided again":       `UPDATE nokkelforslag SET avgjort = now(), utfall = 'AVSLATT' WHERE avgjort IS NOT NULL`,
		"deleted":             `DELETE FROM nokkelforslag`,
		"an agreement":        `UPDATE avtale SET versjon = '9'`,
		"a hendelse":          `DELETE FROM tilgangshendelse`,
	} {
		if _, err := raw.Exec(t.Context(), sql); err == nil {
			t.Errorf("the database took it: %s", navn)
		}
	}
	// The control: another may.
	ut, err := k.GodkjennNokkel(k.ola, f.Forslag.ID, f.Forslag.Tommelavtrykk)
	maa(t, err)
	vil(t, "another", ut.Feil)
}

// Of many who sign and turn down at once, one decides; there is one key, or none.
func TestNokkelAvgjoresEnGang(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t)
	f, err := k.ForeslaNokkel(k.bergen, bergensNokkel(k.annet))
	maa(t, err)
	var vent sync.WaitGroup
	var laas sync.Mutex
	avgjort := 0
	for i := range 8 {
		vent.Go(func() {
			ctx := []context.Context{k.kari, k.ola}[i/2%2]
			var ut forvaltning.Forslagsutfall
			var err error
			if i%2 == 0 {
				ut, err = k.GodkjennNokkel(ctx, f.Forslag.ID, f.Forslag.Tommelavtrykk)
			} else {
				ut, err = k.AvslaNokkel(ctx, f.Forslag.ID)
			}
			laas.Lock()
			defer laas.Unlock()
			if err != nil {
				t.Error(err)
			} else if len(ut.Feil) == 0 {
				avgjort++
			}
		})
	}
	vent.Wait()
	rad, err := k.DB.Client().Nokkelforslag.Get(k.kari, f.Forslag.ID)
	maa(t, err)
	vilha := k.fagsystem
	if *rad.Utfall == nokkelforslag.UtfallGodkjent {
		vilha = k.annet
	}
	if avgjort != 1 || !k.forsegles(t).Sertifikat.Equal(vilha.Cert) {
		t.Errorf("decided %d times, %s", avgjort, *rad.Utfall)
	}
}

// The key of manual reception is made here, and nobody can give one.
func TestManuellNokkelLagesHer(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t)
	n := forvaltning.NyNokkel{Formal: nokkel.FormalManuell, Kommunenummer: til("4601"), Bydelsnummer: til("00"), Sertifikat: pem(k.annet)}
	f, err := k.ForeslaNokkel(k.bergen, n)
	maa(t, err)
	vil(t, "a key of hers for manual reception", f.Feil, forvaltning.FeilUgyldigFormat)
	n.Sertifikat = nil
	f, err = k.ForeslaNokkel(k.bergen, n)
	maa(t, err)
	vil(t, "made here", f.Feil)
	cert, err := seal.ParseCertificate([]byte(f.Forslag.Sertifikat))
	maa(t, err)
	if _, err := k.Mappe.Hent(cert); err != nil {
		t.Errorf("the private half is not in the folder: %v", err)
	}
	f, err = k.ForeslaNokkel(k.bergen, n)
	maa(t, err)
	vil(t, "another while it waits", f.Feil, forvaltning.FeilForslagVenter)
}

// sertifikat makes a certificate of a key, valid from and to so many days from now.
func sertifikat(t *testing.T, offentlig, privat any, fra, til int) *string {
	t.Helper()
	naa := time.Now()
	mal := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Prøve"},
		NotBefore: naa.AddDate(0, 0, fra), NotAfter: naa.AddDate(0, 0, til)}
	der, err := x509.CreateCertificate(rand.Reader, mal, mal, offentlig, privat)
	maa(t, err)
	s := string(encpem.EncodeToMemory(&encpem.Block{Type: "CERTIFICATE", Bytes: der}))
	return &s
}

// etterligning is base64 of what begins as given, in hexadecimal, and goes on with n bytes of chance.
func etterligning(t *testing.T, start string, n int) string {
	t.Helper()
	der, err := hex.DecodeString(strings.ReplaceAll(start, " ", ""))
	maa(t, err)
	hale := make([]byte, n)
	_, _ = rand.Read(hale)
	return base64.StdEncoding.EncodeToString(append(der, hale...))
}

// linjer is a text in lines of 64, as PEM has them.
func linjer(s string) (ut []string) {
	for l := range slices.Chunk([]byte(s), 64) {
		ut = append(ut, string(l))
	}
	return ut
}

// What may not be sealed to is refused with its reason. A private key is found in every form it is pasted in, and is then
// nowhere: in no row, no log line and no answer.
func TestGalNokkel(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	svak, err := rsa.GenerateKey(rand.Reader, 1024)
	maa(t, err)
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	maa(t, err)
	sterk := k.annet.Private
	pkcs8, err := seal.EncodePrivate(sterk)
	maa(t, err)
	pkcs1 := encpem.EncodeToMemory(&encpem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(sterk)})
	b, _ := encpem.Decode(pkcs8)
	sec1, err := x509.MarshalECPrivateKey(ec)
	maa(t, err)
	hemmelig := base64.StdEncoding.EncodeToString(b.Bytes)
	// As OpenSSL and Windows begin them; what is in them is nothing.
	underPassord := etterligning(t, "3082052d305706092a864886f70d01050d304a302906092a864886f70d01050c301c0408", 1300)
	pkcs12 := etterligning(t, "308209cf0201033082098506092a864886f70d010701a082097604820972", 2450)
	ber := etterligning(t, "308002010330800609 2a864886f70d010701a080", 2450)
	for navn, c := range map[string]struct {
		tekst *string
		kode  forvaltning.Feilkode
	}{
		"expired":                            {sertifikat(t, &sterk.PublicKey, sterk, -10, -1), forvaltning.FeilUtlopt},
		"not valid yet":                      {sertifikat(t, &sterk.PublicKey, sterk, 1, 10), forvaltning.FeilIkkeGyldigEnna},
		"1024 bits":                          {sertifikat(t, &svak.PublicKey, svak, -1, 10), forvaltning.FeilForSvak},
		"not RSA":                            {sertifikat(t, &ec.PublicKey, ec, -1, 10), forvaltning.FeilIkkeRSA},
		"nothing":                            {til(""), forvaltning.FeilIkkeSertifikat},
		"no PEM":                             {til("hei"), forvaltning.FeilIkkeSertifikat},
		"two":                                {til(*pem(k.annet) + *pem(k.fagsystem)), forvaltning.FeilIkkeSertifikat},
		"none given":                         {nil, forvaltning.FeilMangler},
		"very long":                          {til(strings.Repeat("x", 1<<20)), forvaltning.FeilForLang},
		"a private key, PKCS #8":             {til(string(pkcs8)), forvaltning.FeilPrivatNokkel},
		"a private key, PKCS #1":             {til(string(pkcs1)), forvaltning.FeilPrivatNokkel},
		"a private key behind a certificate": {til(*pem(k.annet) + string(pkcs8)), forvaltning.FeilPrivatNokkel},
		"a private key before it":            {til(string(pkcs8) + *pem(k.annet)), forvaltning.FeilPrivatNokkel},
		"a private key under a password":     {til("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"), forvaltning.FeilPrivatNokkel},
		"a private key called certificate":   {til(string(encpem.EncodeToMemory(&encpem.Block{Type: "CERTIFICATE", Bytes: b.Bytes}))), forvaltning.FeilPrivatNokkel},
		"a private key without a heading":    {til(hemmelig), forvaltning.FeilPrivatNokkel},
		"an EC one without a heading":        {til(base64.StdEncoding.EncodeToString(sec1)), forvaltning.FeilPrivatNokkel},
		"one of openssh's":                   {til("-----BEGIN OPENSSH PRIVATE KEY-----\n" + hemmelig), forvaltning.FeilPrivatNokkel},
		"a JWK":                              {til(`{"kty":"RSA","n":"` + hemmelig + `","e":"AQAB","d" : "` + hemmelig + `"}`), forvaltning.FeilPrivatNokkel},
		"one without a heading, after one":   {til(*pem(k.annet) + "Nøkkel:\n" + hemmelig), forvaltning.FeilPrivatNokkel},
		"one in a sentence":                  {til("Her er den: " + hemmelig + " – hilsen IT"), forvaltning.FeilPrivatNokkel},
		"one as JSON has it":                 {til(`{"key":"` + strings.Join(linjer(hemmelig), `\n`) + `"}`), forvaltning.FeilPrivatNokkel},
		"one in hexadecimal":                 {til(hex.EncodeToString(b.Bytes)), forvaltning.FeilPrivatNokkel},
		"one under a password, no heading":   {til(strings.Join(linjer(underPassord), "\n")), forvaltning.FeilPrivatNokkel},
		"a PKCS #12 file":                    {til(strings.Join(linjer(pkcs12), "\n")), forvaltning.FeilPrivatNokkel},
		"a PKCS #12 file called certificate": {til("-----BEGIN CERTIFICATE-----\n" + strings.Join(linjer(pkcs12), "\n") + "\n-----END CERTIFICATE-----"), forvaltning.FeilPrivatNokkel},
		"a PKCS #12 file as BER":             {til(strings.Join(linjer(ber), "\n")), forvaltning.FeilPrivatNokkel},
		"half a private key":                 {til(string(pkcs8)[:400]), forvaltning.FeilPrivatNokkel},
	} {
		t.Run(navn, func(t *testing.T) {
			n := bergensNokkel(k.annet)
			n.Sertifikat = c.tekst
			ut, err := k.ForeslaNokkel(k.kari, n)
			maa(t, err)
			vil(t, navn, ut.Feil, c.kode)
			if ut.Forslag != nil {
				t.Error("it was proposed")
			}
		})
	}
	rader, err := k.DB.Client().Nokkelforslag.Query().Count(k.kari)
	maa(t, err)
	if rader != 0 {
		t.Errorf("%d were stored", rader)
	}
	if k.logg.Len() > 0 {
		t.Errorf("logged: %.200s", k.logg)
	}
	// The control: the same key's certificate, valid now, is taken, also with spaces around it.
	n := bergensNokkel(k.annet)
	n.Sertifikat = til("\n  " + *sertifikat(t, &sterk.PublicKey, sterk, -1, 10) + "\r\n")
	ut, err := k.ForeslaNokkel(k.kari, n)
	maa(t, err)
	vil(t, "control", ut.Feil)
}

// One that has run out while it waited is not signed into use.
func TestForslagSomErUtloptGodkjennesIkke(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	f, err := k.ForeslaNokkel(k.kari, bergensNokkel(k.annet))
	maa(t, err)
	utlopt, err := seal.ParseCertificate([]byte(*sertifikat(t, &k.annet.Private.PublicKey, k.annet.Private, -10, -1)))
	maa(t, err)
	raw := dbtest.Open(t, k.dsn)
	for _, sql := range []string{`ALTER TABLE nokkelforslag DISABLE TRIGGER USER`, `UPDATE nokkelforslag SET sertifikat = $1`} {
		arg := []any{utlopt.Raw}
		if !strings.Contains(sql, "$1") {
			arg = nil
		}
		_, err := raw.Exec(t.Context(), sql, arg...)
		maa(t, err)
	}
	ut, err := k.GodkjennNokkel(k.ola, f.Forslag.ID, f.Forslag.Tommelavtrykk)
	maa(t, err)
	vil(t, "run out", ut.Feil, forvaltning.FeilUtlopt)
}
