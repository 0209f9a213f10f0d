package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"time"
	_ "time/tzdata" // sendingstidspunkt is Norwegian time wherever this runs

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// maksSendt is what the two sealed parts may be together, in bytes. Source: KS's producer API.
const maksSendt = 5 << 20

// send is being a producer on KS's own paths, in the order KS asks for: look the receiver up, fetch its keys, write JSON and
// PDF, seal, post. From step 4 on nobody but the receiver and the print supplier can read the report, and neither can we.
func (p program) send(ctx context.Context, args []string) error {
	var v utkast
	var eksempel, status string
	f, err := p.flagg("send", args, func(fs *flag.FlagSet) {
		fs.StringVar(&v.Type, "type", "privat", "privat or offentlig")
		fs.StringVar(&v.Versjon, "versjon", "", "v1 or v2; left out: the newest the receiver reads")
		fs.StringVar(&v.Kommunenummer, "kommune", "", "the receiver: four digits")
		fs.StringVar(&v.Bydelsnummer, "bydel", "", "the receiver's bydel: two digits; left out: its standard receiver")
		fs.StringVar(&v.Leveringskanal, "leveringskanal", "Fagsystem", "the name of the sending organisation")
		fs.StringVar(&v.jsonFil, "json", "", "file: the report; where it goes and when is filled in")
		fs.StringVar(&v.pdfFil, "pdf", "", "file: the same as a letter, PDF")
		fs.BoolVar(&v.medBevis, "bevis", false, "put a storage token in, so that it can be proven that the receiver has it; goes by GraphQL")
		fs.StringVar(&eksempel, "eksempel", "", "write examples of both files into this folder, and stop")
		fs.StringVar(&status, "status", "", "ask how it goes with the report of this id, and stop")
	})
	if err != nil {
		return err
	}
	if eksempel != "" {
		return skrivEksempler(eksempel)
	}
	o, err := f.oppsett()
	if err != nil {
		return err
	}
	if o.FiksOrgID == uuid.Nil {
		return errors.New("settings: fiksOrgId must be set to send: whom the report is sent on behalf of")
	}
	portal, err := p.portalen(o)
	if err != nil {
		return err
	}
	if status != "" {
		return p.status(ctx, portal, o.FiksOrgID, status)
	}
	nokler, err := o.apneNokler()
	if err != nil {
		return err
	}

	// 1. Where to: the directory says whether the bydel receives here, and what it can read.
	if err := v.slaOpp(ctx, portal); err != nil {
		return err
	}
	// 2. The keys, just before they are used: they may be changed any day.
	trykk, mottak, err := hentNokler(ctx, portal, v)
	if err != nil {
		return err
	}
	// 3. JSON and PDF.
	rapport, pdf, err := v.les(time.Now())
	if err != nil {
		return err
	}
	// 4. Sealed: both to the receiver, in a signed container with the JSON first; the PDF alone to the print supplier, for the
	// letter that leaves if the receiver never answers.
	filer := []seal.File{
		{Name: seal.MeldingJSONName, MimeType: "application/json", Body: bytes.NewReader(rapport)},
		{Name: seal.MeldingPDFName, MimeType: "application/pdf", Body: bytes.NewReader(pdf)},
	}
	var bevisHash string
	if v.medBevis {
		var bevis seal.File
		if bevis, bevisHash, err = nyttBevis(); err != nil {
			return err
		}
		filer = append(filer, bevis)
	}
	asice, brev, err := forseglRapport(trykk, mottak, signer(nokler), pdf, filer...)
	if err != nil {
		return err
	}
	// 5. Posted. When no answer can be believed the same bytes are sent again: the portal knows them for 24 hours, and gives the
	// same id.
	lever := func() (uuid.UUID, error) { return post(ctx, portal, v.sti(o.FiksOrgID), asice, brev) }
	if v.medBevis {
		lever = func() (uuid.UUID, error) { return sendGraphQL(ctx, portal, o.Kommunenummer, v, asice, brev, bevisHash) }
	}
	id, err := treGanger(ctx, lever)
	if err != nil {
		return fmt.Errorf("send: %w", err)
	}
	_, err = fmt.Fprintln(p.ut, id)
	return err
}

// hentNokler fetches both public keys of a receiver, and refuses to seal to one that is not valid now.
func hentNokler(ctx context.Context, p *portal, v utkast) (trykk, mottak *x509.Certificate, err error) {
	type nokkel struct {
		Nokkel string `json:"nokkel"`
		Gyldig *bool  `json:"gyldig"`
	}
	var svar struct {
		Print  *nokkel `json:"printOffentligNokkel"`
		FiksIO *nokkel `json:"fiksIOOffentligNokkel"`
	}
	if err := p.json(ctx, http.MethodGet, v.base()+"mottak/fagsystem/"+v.Kommunenummer+"/"+v.Bydelsnummer+"/krypteringsnokler", "", nil, &svar); err != nil {
		return nil, nil, fmt.Errorf("fetch the receiver's keys: %w", err)
	}
	sertifikat := func(n *nokkel) (*x509.Certificate, error) {
		if n == nil || n.Gyldig != nil && !*n.Gyldig {
			return nil, errors.New("fetch the receiver's keys: one of them is missing or not valid")
		}
		c, err := seal.ParseCertificate([]byte(n.Nokkel))
		if err == nil {
			err = seal.CheckNokkel(c, time.Now())
		}
		if err != nil {
			return nil, fmt.Errorf("fetch the receiver's keys: %w", err)
		}
		return c, nil
	}
	if trykk, err = sertifikat(svar.Print); err != nil {
		return nil, nil, err
	}
	mottak, err = sertifikat(svar.FiksIO)
	return trykk, mottak, err
}

func forseglRapport(trykk, mottak *x509.Certificate, signer seal.Signer, pdf []byte, filer ...seal.File) (asice, brev []byte, err error) {
	var a, b bytes.Buffer
	w, err := seal.Encrypt(&a, mottak)
	if err == nil {
		err = seal.WriteContainer(w, signer, filer...)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("seal to the receiver: %w", err)
	}
	w, err = seal.Encrypt(&b, trykk)
	if err == nil {
		_, err = w.Write(pdf)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("seal to the print supplier: %w", err)
	}
	if a.Len()+b.Len() > maksSendt {
		return nil, nil, fmt.Errorf("the report is %d bytes when sealed; %d is the most", a.Len()+b.Len(), maksSendt)
	}
	return a.Bytes(), b.Bytes(), nil
}

// post posts a sealed report on KS's path.
func post(ctx context.Context, p *portal, sti string, asice, brev []byte) (uuid.UUID, error) {
	var kropp bytes.Buffer
	w := multipart.NewWriter(&kropp)
	for _, d := range []struct {
		navn, fil string
		innhold   []byte
	}{{"bekymringsmelding", seal.MeldingPDFName, brev}, {"asice", "asice.zip", asice}} {
		del, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="%s"; filename="%s"`, d.navn, d.fil)},
			"Content-Type":        {"application/octet-stream"},
		})
		if err == nil {
			_, err = del.Write(d.innhold)
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("write the parts: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return uuid.Nil, fmt.Errorf("write the parts: %w", err)
	}
	var svar struct {
		UUID uuid.UUID `json:"uuid"`
	}
	err := p.json(ctx, http.MethodPost, sti, w.FormDataContentType(), &kropp, &svar)
	if err == nil && svar.UUID == uuid.Nil {
		err = fmt.Errorf("%w: no id", errUtilgjengelig)
	}
	return svar.UUID, err
}

// treGanger tries again when it is not known whether the report was taken.
func treGanger(ctx context.Context, lever func() (uuid.UUID, error)) (uuid.UUID, error) {
	for forsok := 0; ; forsok++ {
		id, err := lever()
		if err == nil || !errors.Is(err, errUtilgjengelig) || forsok == 2 {
			return id, err
		}
		select {
		case <-ctx.Done():
			return uuid.Nil, ctx.Err()
		case <-time.After(pause(forsok)):
		}
	}
}

// status prints the ladder of a report: when it reached which step.
func (p program) status(ctx context.Context, portal *portal, fra uuid.UUID, tekst string) error {
	id, err := uuid.Parse(tekst)
	if err != nil {
		return errors.New("send: -status is a uuid")
	}
	var steg []struct {
		Tidspunkt   string `json:"tidspunkt"`
		Tilstand    string `json:"tilstand"`
		Beskrivelse string `json:"beskrivelse"`
	}
	sti := "bekymringsmelding/api/v2/mottak/fagsystem/" + fra.String() + "/bekymringsmelding/" + id.String() + "/status"
	if err := portal.json(ctx, http.MethodGet, sti, "", nil, &steg); err != nil {
		return fmt.Errorf("ask for the status: %w", err)
	}
	for _, s := range steg {
		if _, err := fmt.Fprintf(p.ut, "%s  %s  %s\n", s.Tidspunkt, s.Tilstand, s.Beskrivelse); err != nil {
			return err
		}
	}
	return nil
}

// lesFil reads a file that is to be sent whole.
func lesFil(sti string) ([]byte, error) {
	f, err := os.Open(sti)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maksSendt+1))
	if err == nil && len(raw) > maksSendt {
		err = errors.New("the file is too large to be sent")
	}
	return raw, err
}
