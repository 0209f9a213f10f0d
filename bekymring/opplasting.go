package bekymring

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/opplasting"
	"barnevernportalen/ent/viewer"
)

const (
	// opplastingLevetid is how long an upload waits to be sent; a check of the table has the same.
	opplastingLevetid = time.Hour
	// maksOpplastinger is how many uploads of one integration may wait: 160 MB. Those that come at the same time do not see
	// each other, so there may be a few more, see maksSamtidigeHver.
	maksOpplastinger = 32
)

// ErrForMangeOpplastinger: the integration has as many uploads waiting as it may have. They go within the hour.
var ErrForMangeOpplastinger = errors.New("too many uploads are waiting")

// Opplastet is a sealed report whose two parts have been uploaded.
type Opplastet struct {
	FraKommune        string
	Kommunenummer     string
	Bydelsnummer      string
	Type              bekymringsmelding.Type
	Versjon           bydel.StottetVersjon
	Asice             uuid.UUID
	Bekymringsmelding uuid.UUID
	BevisHash         *string // hexadecimal; see Forseglet
}

// LastOpp stores one sealed part, «asice» or «bekymringsmelding», for an hour and returns the id to send it by. What is no
// sealed envelope is not stored: nothing in clear ever is. Errors: [ErrIkkeProdusent], [ent.ErrIkkeFunnet] for another part,
// *[Avvist], [ErrForMangeOpplastinger], [ErrOpptatt], and r's own.
func (s *Service) LastOpp(ctx context.Context, del string, r io.Reader) (uuid.UUID, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok || len(v.Kommuner(viewer.RettProdusent)) == 0 {
		return uuid.Nil, ErrIkkeProdusent
	}
	slag := opplasting.Slag(strings.ToUpper(del))
	if navn, kjent := deler[slag]; !kjent || navn != del {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	ferdig, err := s.Plass(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	defer ferdig()
	innhold, err := io.ReadAll(io.LimitReader(r, MaksForseglet+1))
	if err != nil {
		return uuid.Nil, fmt.Errorf("read an upload: %w", err)
	}
	a := &Avvist{}
	switch _, err := seal.Look(bytes.NewReader(innhold)); {
	case len(innhold) == 0:
		a.grunn(AvvistMangler, del)
	case len(innhold) > MaksForseglet:
		a.grunn(AvvistForStor, del)
	case err != nil:
		a.grunn(AvvistIkkeForseglet, del)
	}
	if err := a.feil(); err != nil {
		return uuid.Nil, err
	}
	c := s.DB.Client()
	venter, err := c.Opplasting.Query().Count(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("count uploads: %w", err)
	}
	if venter >= maksOpplastinger {
		return uuid.Nil, ErrForMangeOpplastinger
	}
	id, naa := uuid.New(), time.Now().Round(time.Microsecond) // real time, as sessions and drafts
	err = c.Opplasting.Create().SetID(id).SetIntegrasjonID(v.IntegrasjonID).SetSlag(slag).SetInnhold(innhold).
		SetLastetOpp(naa).SetUtloper(naa.Add(opplastingLevetid)).Exec(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("store an upload: %w", err)
	}
	return id, nil
}

// SendOpplastet sends what was uploaded, as [Service.SendForseglet] does. The uploads are used once: with the report in
// one transaction, or not at all.
func (s *Service) SendOpplastet(ctx context.Context, o Opplastet) (uuid.UUID, error) {
	if _, err := produsent(ctx, o.FraKommune); err != nil {
		return uuid.Nil, err
	}
	ferdig, err := s.Plass(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	defer ferdig()
	f := Forseglet{
		FraKommune: o.FraKommune, Kommunenummer: o.Kommunenummer, Bydelsnummer: o.Bydelsnummer, Type: o.Type,
		Versjon: bekymringsmelding.Versjon(o.Versjon),
	}
	a := &Avvist{}
	if o.BevisHash != nil {
		if f.BevisHash, err = hex.DecodeString(*o.BevisHash); err != nil {
			a.grunn(AvvistUgyldigFormat, "bevisHash")
		}
	}
	for _, del := range []struct {
		slag opplasting.Slag
		id   uuid.UUID
		til  *[]byte
	}{{opplasting.SlagAsice, o.Asice, &f.Asice}, {opplasting.SlagBekymringsmelding, o.Bekymringsmelding, &f.PDF}} {
		r, err := s.DB.Client().Opplasting.Query(). // the integration's own, see ent/rule
								Where(opplasting.ID(del.id), opplasting.SlagEQ(del.slag), opplasting.UtloperGT(time.Now())).Only(ctx)
		switch {
		case db.IsNotFound(err):
			a.grunn(AvvistUkjentOpplasting, deler[del.slag])
		case err != nil:
			return uuid.Nil, fmt.Errorf("read an upload: %w", err)
		default:
			*del.til = r.Innhold
		}
	}
	if err := a.feil(); err != nil {
		return uuid.Nil, err
	}
	return s.sendForseglet(ctx, f, []uuid.UUID{o.Asice, o.Bekymringsmelding})
}

// RyddOpplastinger deletes every upload that has run out. It runs as background work, which can read none of them.
func (s *Service) RyddOpplastinger(ctx context.Context) error {
	if _, err := s.DB.Client().Opplasting.Delete().Where(opplasting.UtloperLTE(time.Now())).Exec(ctx); err != nil {
		return fmt.Errorf("delete uploads that have run out: %w", err)
	}
	return nil
}

// deler are the two parts, as the national service names them.
var deler = map[opplasting.Slag]string{
	opplasting.SlagAsice: "asice", opplasting.SlagBekymringsmelding: "bekymringsmelding",
}
