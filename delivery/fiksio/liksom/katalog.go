package liksom

import (
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"time"

	"github.com/google/uuid"
)

func (s *Server) hentKonto(w http.ResponseWriter, r *http.Request, _ uuid.UUID) {
	k, ok := s.kontoIStien(r)
	if !ok {
		feilsvar(w, r, 404, "")
		return
	}
	svar(w, 200, map[string]any{
		"fiksOrgId": k.FiksOrgID, "fiksOrgNavn": k.FiksOrgNavn, "kontoId": k.ID, "kontoNavn": k.Navn,
		"organisasjonsnummer": k.Orgnr, "kommunenummer": k.Kommunenummer,
		"status": map[string]any{"gyldigAvsender": true, "gyldigMottaker": true, "melding": ""},
	})
}

func (s *Server) hentStatus(w http.ResponseWriter, r *http.Request, _ uuid.UUID) {
	k, ok := s.kontoIStien(r)
	if !ok {
		feilsvar(w, r, 404, "")
		return
	}
	messages, consumers, err := s.post.ko(k.ID)
	if err != nil {
		feilsvar(w, r, 500, "")
		return
	}
	svar(w, 200, map[string]any{"antallKonsumenter": consumers, "antallUavhentedeMeldinger": messages})
}

func (s *Server) hentNokkel(w http.ResponseWriter, r *http.Request) {
	if s.lyver(w, r) {
		return
	}
	k, ok := s.kontoIStien(r)
	if !ok || k.Nokkel == "" {
		feilsvar(w, r, 404, "")
		return
	}
	key := map[string]any{"nokkel": k.Nokkel, "valid": false, "statusMessage": "Sertifikatet er ikke gyldig"}
	if block, _ := pem.Decode([]byte(k.Nokkel)); block != nil {
		if c, err := x509.ParseCertificate(block.Bytes); err == nil {
			now := time.Now()
			key["validFrom"], key["validTo"] = c.NotBefore.Format(time.RFC3339), c.NotAfter.Format(time.RFC3339)
			key["serial"], key["subjectDN"], key["issuerDN"] = c.SerialNumber.String(), c.Subject.String(), c.Issuer.String()
			if now.After(c.NotBefore) && now.Before(c.NotAfter) {
				key["valid"], key["statusMessage"] = true, "OK"
			}
		}
	}
	svar(w, 200, key)
}

func (s *Server) kontoIStien(r *http.Request) (Konto, bool) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return Konto{}, false
	}
	return s.kontoen(id)
}
