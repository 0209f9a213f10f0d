package graph

import (
	"errors"
	"strings"

	"barnevernportalen/bekymring"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph/generated"
)

// adminfeil makes field errors of what forvaltning refuses of an administrator's input; any other error stays one.
func adminfeil(err error, navn string) ([]bekymring.Feltfeil, error) {
	feil := []bekymring.Feltfeil{}
	if errors.Is(err, forvaltning.ErrNavn) {
		f := bekymring.Feltfeil{Sti: []string{"navn"}, Kode: bekymring.FeilMangler, Melding: "Integrasjonen må ha et navn."}
		if grense := forvaltning.MaksNavn; strings.TrimSpace(navn) != "" {
			f.Kode, f.Grense, f.Melding = bekymring.FeilForLang, &grense, "Navnet er for langt."
		}
		feil = append(feil, f)
	}
	if errors.Is(err, forvaltning.ErrOrgnr) {
		feil = append(feil, bekymring.Feltfeil{Sti: []string{"orgnr"}, Kode: bekymring.FeilUgyldigFormat,
			Melding: "Dette er ikke et organisasjonsnummer: ni siffer, og kontrollsifferet må stemme."})
	}
	if errors.Is(err, forvaltning.ErrUkjentKommune) {
		feil = append(feil, bekymring.Feltfeil{Sti: []string{"kommunenummer"}, Kode: bekymring.FeilUkjentKommune,
			Melding: "Det finnes ingen kommune med dette nummeret."})
	}
	if len(feil) > 0 {
		return feil, nil
	}
	return feil, err
}

func toNyttPassord(ut forvaltning.Passordutfall, err error) (*generated.NyttIntegrasjonspassordPayload, error) {
	if err != nil {
		return nil, err
	}
	p := &generated.NyttIntegrasjonspassordPayload{Integrasjon: *ut.Integrasjon, Feil: ut.Feil}
	if ut.Passord != "" {
		p.Passord = &ut.Passord
	}
	return p, nil
}

func toOpprettet(i *forvaltning.Integrasjon, passord, navn string, err error) (*generated.OpprettIntegrasjonPayload, error) {
	feil, err := adminfeil(err, navn)
	if err != nil {
		return nil, err
	}
	p := &generated.OpprettIntegrasjonPayload{Feil: feil}
	if i != nil {
		p.Integrasjon, p.Passord = i, &passord
	}
	return p, nil
}

func toFiksOrgSatt(err error) (*generated.SettFiksOrgPayload, error) {
	opptatt := errors.Is(err, forvaltning.ErrFiksOrgOpptatt)
	switch {
	case errors.Is(err, forvaltning.ErrUkjentKommune):
		return nil, Feil{Kode: KodeIkkeFunnet}
	case err != nil && !opptatt:
		return nil, err
	}
	return &generated.SettFiksOrgPayload{Satt: !opptatt}, nil
}
