package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/epost"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/varsel"
	"barnevernportalen/ent/db/varseladresse"
)

const (
	// varselbunke is how much is sent in one round, and so the most that stands in one message.
	varselbunke = 200
	// maksVarselpause is the longest that mail which cannot be sent waits for the next attempt.
	maksVarselpause = time.Hour
	// varselforsok is how many attempts a receiver's address gets before the operator is told that it does not work.
	varselforsok = 5
)

// sendVarsler sends what is due, all that goes to one address in one message.
func (s *Service) sendVarsler(ctx context.Context) error {
	if err := s.ryddMottaksvarsler(ctx); err != nil {
		return err
	}
	c, naa := s.DB.Client(), s.Klokke()
	klare, err := c.Varsel.Query().Where(varsel.SendtIsNil(), varsel.TidligstLTE(naa)).Order(varsel.ByTidligst(), varsel.ByID()).Limit(varselbunke).All(ctx)
	if err != nil {
		return fmt.Errorf("read the mail that is due: %w", err)
	}
	til := map[string][]*db.Varsel{}
	var rekke []string
	for _, v := range klare {
		adresse, err := s.varseladresse(ctx, v)
		if err != nil {
			return err
		}
		if til[adresse] == nil {
			rekke = append(rekke, adresse)
		}
		til[adresse] = append(til[adresse], v)
	}
	for _, adresse := range rekke {
		err := s.sendTil(ctx, adresse, til[adresse], naa)
		var feil epost.Feil
		switch {
		case errors.As(err, &feil) && (feil.Endelig() || feil.Kode == "MIDLERTIDIG"):
			s.Log.Error("e-mail of alarms was not taken", "kode", feil.Kode, "svar", feil.Svar) // the others may be
		case err != nil:
			return err // the server does not answer: they need not all wait for it
		}
	}
	return nil
}

// varseladresse is where mail goes: to whom it is for, and where no address of theirs is known, up the ladder.
func (s *Service) varseladresse(ctx context.Context, v *db.Varsel) (string, error) {
	if v.Rolle == varsel.RolleOperator || v.BydelID == nil {
		return s.Varsling.Operator, nil
	}
	roller := []varseladresse.Rolle{varseladresse.Rolle(v.Rolle), varseladresse.RolleLeder}
	if v.Rolle == varsel.RolleVarsel {
		b, err := s.DB.Client().Bydel.Get(ctx, *v.BydelID)
		if err != nil {
			return "", fmt.Errorf("look for an address: %w", err)
		}
		adresser := s.mottaksvarseladresser(b)
		if v.Plass < len(adresser) {
			return adresser[v.Plass], nil
		}
		if len(adresser) > 0 {
			return adresser[0], nil // there were more of them when it was written
		}
		roller[0] = varseladresse.RolleKontakt
	}
	rader, err := s.DB.Client().Varseladresse.Query().Where(varseladresse.BydelID(*v.BydelID)).All(ctx)
	if err != nil {
		return "", fmt.Errorf("look for an address: %w", err)
	}
	for _, rolle := range roller {
		for _, r := range rader {
			if r.Rolle == rolle {
				return r.Adresse, nil
			}
		}
	}
	return s.Varsling.Operator, nil
}

// sendTil sends one message. What it tells of is taken first, so that two processes do not both send it, and one that dies with
// it in hand has only put it off.
func (s *Service) sendTil(ctx context.Context, adresse string, alle []*db.Varsel, naa time.Time) error {
	c := s.DB.Client()
	var tatt []*db.Varsel
	for _, v := range alle {
		n, err := c.Varsel.Update().Where(varsel.ID(v.ID), varsel.SendtIsNil(), varsel.Forsok(v.Forsok)).
			AddForsok(1).SetTidligst(naa.Add(varselventetid(v.Forsok + 1))).Save(ctx)
		if err != nil {
			return fmt.Errorf("take mail: %w", err)
		}
		if n == 0 {
			continue
		}
		v, err := c.Varsel.Get(ctx, v.ID) // its number may have grown until it was taken
		if err != nil {
			return fmt.Errorf("read mail: %w", err)
		}
		tatt = append(tatt, v)
	}
	if len(tatt) == 0 {
		return nil
	}
	emne, tekst, err := s.varseltekst(ctx, tatt)
	if err != nil {
		return err
	}
	ids := make([]uuid.UUID, len(tatt))
	for i, v := range tatt {
		ids[i] = v.ID
	}
	err = s.Varsling.Kontor.Send(ctx, epost.Brev{Til: adresse, Emne: emne, Tekst: tekst, ID: ids[0].String(), Tid: time.Now()})
	ctx = context.WithoutCancel(ctx) // it is sent, or not, also when we are told to stop
	if err == nil {
		if err := c.Varsel.Update().Where(varsel.IDIn(ids...)).SetSendt(naa).ClearFeilkode().Exec(ctx); err != nil {
			return fmt.Errorf("note that mail was sent: %w", err)
		}
		return nil
	}
	kode := "FEIL"
	var feil epost.Feil
	if errors.As(err, &feil) {
		kode = feil.Kode
	}
	if err := c.Varsel.Update().Where(varsel.IDIn(ids...)).SetFeilkode(kode).Exec(ctx); err != nil {
		return fmt.Errorf("note that mail was not sent: %w", err)
	}
	return errors.Join(err, s.varselalarm(ctx, tatt, feil.Endelig(), adresse, naa))
}

// varselventetid is how long mail waits after the n-th attempt.
func varselventetid(n int) time.Duration {
	return min(time.Duration(n*n)*time.Minute, maksVarselpause)
}

// varselalarm tells the operator that a receiver cannot be reached: once, until somebody has dealt with it.
func (s *Service) varselalarm(ctx context.Context, tatt []*db.Varsel, endelig bool, adresse string, naa time.Time) error {
	if adresse == s.Varsling.Operator {
		return nil // there is nobody else to tell; the log says it
	}
	c := s.DB.Client()
	for _, v := range tatt {
		if v.BydelID == nil || !endelig && v.Forsok < varselforsok {
			continue
		}
		hort, err := c.Alarm.Query().Where(alarm.SlagEQ(alarm.SlagEpostFeiler), alarm.BydelID(*v.BydelID), alarm.Detalj(string(v.Rolle)), alarm.BehandletIsNil(),
			alarm.TidspunktGT(naa.Add(-7*24*time.Hour))).Exist(ctx)
		if err != nil {
			return fmt.Errorf("look for an alarm: %w", err)
		}
		if hort {
			continue
		}
		err = c.Alarm.Create().SetSlag(alarm.SlagEpostFeiler).SetBydelID(*v.BydelID).SetDetalj(string(v.Rolle)).SetTidspunkt(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
	}
	return nil
}

// varseltekst is what a message says: how many of which kind, for whom. No name, number, title or reference of anybody's.
func (s *Service) varseltekst(ctx context.Context, alle []*db.Varsel) (emne, tekst string, err error) {
	var ids []uuid.UUID
	for _, v := range alle {
		if v.BydelID != nil {
			ids = append(ids, *v.BydelID)
		}
	}
	bydeler, err := s.DB.Client().Bydel.Query().Where(bydel.IDIn(ids...)).All(ctx)
	if err != nil {
		return "", "", fmt.Errorf("read the receivers: %w", err)
	}
	hvem := map[uuid.UUID]string{}
	for _, b := range bydeler {
		hvem[b.ID] = b.KommuneID + "-" + b.Bydelsnummer
	}
	var linjer []string
	for _, v := range alle {
		mottaker := "ukjent mottaker"
		if v.BydelID != nil {
			mottaker = "mottaker " + hvem[*v.BydelID]
		}
		linje := fmt.Sprintf("- %s: %s (%s)", mottaker, hvaVarslet(v), varselkode(v))
		if v.Slag != slagMottakVenter { // how many wait is for who logs in: three mails a day would count them up and down
			linje += fmt.Sprintf(", antall %d", v.Antall)
		}
		linjer = append(linjer, linje)
	}
	slices.Sort(linjer)
	linjer = slices.Compact(linjer) // two of a receiver's addresses may be one by now
	emne = "Barnevernportalen: " + hvaVarslet(alle[0])
	if len(alle) > 1 {
		emne = fmt.Sprintf("Barnevernportalen: %d varsler", len(alle))
	}
	return emne, strings.Join(linjer, "\n") + "\n\nLogg inn på " + s.Varsling.Portal + " for å se hva det gjelder.\n\n" +
		"E-posten inneholder ingen opplysninger om innholdet, og kan ikke besvares.\n", nil
}

func varselkode(v *db.Varsel) string {
	if v.Steg != "" && v.Slag != slagMottakVenter {
		return v.Steg
	}
	return v.Slag
}

// hvaVarslet says it in bokmål.
func hvaVarslet(v *db.Varsel) string {
	if t := stegtekster[frist.Type(v.Steg)]; t != "" {
		return t
	}
	if v.Slag == slagMottakVenter {
		return "noe venter på å bli bekreftet"
	}
	switch alarm.Slag(v.Slag) {
	case alarm.SlagFristUtlost:
		return "en frist er løpt ut"
	case alarm.SlagListeIkkeSignert:
		return "dagens liste er ikke signert"
	case alarm.SlagAvstemmingsavvik:
		return "avstemmingen viser avvik"
	case alarm.SlagEpostFeiler:
		return "varsler når ikke frem på e-post"
	default:
		return "noe må følges opp"
	}
}

var stegtekster = map[frist.Type]string{
	frist.TypeAlarm2t:     "ikke svart på innen to timer",
	frist.TypeListe24t:    "ikke bekreftet innen ett døgn; står på listen som skal signeres",
	frist.TypeBrev:        "ikke bekreftet innen to virkedager; sendes som brev",
	frist.TypeKontakt5d:   "ikke bekreftet etter 5 dager",
	frist.TypeLeder7d:     "ikke bekreftet etter 7 dager",
	frist.TypeOperator21d: "ikke bekreftet etter 21 dager",
	frist.TypeUkentlig:    "fortsatt ikke bekreftet etter mer enn 21 dager",
	frist.TypePrintsvar:   "brevet er ikke postlagt i tide",
	frist.TypeAvvistPrint: "brevet er avvist og må følges opp",
}
