package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/svarut"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/post"
)

// Svarut is the way of post that we hand over to SvarUt, which finds the receiver's own system or its inbox in Altinn.
type Svarut struct {
	S      *Service
	Klient *svarut.Klient
}

// Overlever implements [Channel]. SvarUt's id for it is stored before it returns: what has one is not handed over again.
// SvarUt knows no idempotency key; what was taken and whose answer was lost may come twice, with one eksternReferanse.
func (u Svarut) Overlever(ctx context.Context, o Overlevering) error {
	c := u.S.DB.Client()
	l, err := c.Leveranse.Query().Where(leveranse.ID(o.LeveranseID)).WithPakke().Only(ctx)
	if err != nil {
		return fmt.Errorf("read post: %w", err)
	}
	if l.EksternID != "" {
		return nil
	}
	r, err := c.Post.Query().Where(post.ForsendelseID(o.ForsendelseID)).Only(ctx)
	if err != nil {
		return fmt.Errorf("read post: %w", err)
	}
	k, err := u.S.apneKonvolutt(r.ID, r.Konvolutt)
	if err != nil {
		return err
	}
	if l.Edges.Pakke.Innhold == nil {
		return errors.New("the content of post is gone")
	}
	if sum := sha256.Sum256(*l.Edges.Pakke.Innhold); !bytes.Equal(sum[:], l.Edges.Pakke.Sha256) {
		return errors.New("sealed post is not what it was")
	}
	sealed, err := lesHver(*l.Edges.Pakke.Innhold)
	if err != nil {
		return err
	}
	if len(sealed) != len(k.Filer) {
		return errors.New("the files of post are not those of its envelope")
	}
	var filer []svarut.Postfil
	for i, f := range sealed {
		filer = append(filer, svarut.Postfil{Navn: f.Navn, MimeType: k.Filer[i].MimeType, Innhold: f.Innhold})
	}
	id, err := u.Klient.SendPost(ctx, tilSvarut(k), filer)
	if errors.Is(err, svarut.ErrAvvist) {
		return AvvistError{"AVVIST"}
	}
	if err != nil {
		return fmt.Errorf("send post: %w", err)
	}
	if err := c.Leveranse.UpdateOneID(l.ID).SetEksternID(id.String()).Exec(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("note svarut's id: %w", err)
	}
	return nil
}

func tilSvarut(k Konvolutt) svarut.Post {
	p := svarut.Post{
		Tittel: k.Tittel, EksternRef: k.Referanse, AvgivendeSystem: AvgivendeSystem, Forsendelsestype: Forsendelsestype,
		Navn: k.Mottaker.Navn, Orgnr: k.Mottaker.Orgnr, EksponertFor: []string{k.Avsender.Fodselsnummer},
		Metadata: svarut.Noark{
			MappeID: k.Mappe.MappeID, MappeSystemID: k.Mappe.SystemID, Saksaar: k.Mappe.Saksaar, Sakssekvensnummer: k.Mappe.Sakssekvensnummer,
			Journalposttype: "I", DokumentetsDato: k.Dato.UTC().Format(time.RFC3339), Tittel: k.Tittel,
		},
	}
	if j := k.Journal; j != nil {
		p.Metadata.SystemID, p.Metadata.RegistreringsID, p.Metadata.Journalpostnummer = j.SystemID, j.RegistreringsID, j.Journalpostnummer
	}
	return p
}

// HentPoststatus is the job that asks SvarUt about all post that is out, and heeds what is new. It may run twice, and at
// the same time as itself.
func (s *Service) HentPoststatus(ctx context.Context, _ uuid.UUID) error {
	way, ok := s.Kanaler[leveranse.KanalSvarut].(Svarut)
	if !ok {
		return nil
	}
	var failed feilene
	for last := uuid.Nil; ; {
		out, err := s.DB.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalSvarut),
			leveranse.StatusEQ(leveranse.StatusOverlevert), leveranse.EndretGT(s.Klokke().Add(-brevtid)), leveranse.EksternIDNEQ(""),
			leveranse.IDGT(last)).Order(leveranse.ByID()).Limit(brevbunke).All(ctx)
		if err != nil {
			return errors.Join(failed.err(), fmt.Errorf("read the post that is out: %w", err))
		}
		if len(out) == 0 {
			return failed.err()
		}
		last = out[len(out)-1].ID
		byID := map[uuid.UUID]*db.Leveranse{}
		var ids []uuid.UUID
		for _, l := range out {
			if id, err := uuid.Parse(l.EksternID); err == nil {
				byID[id], ids = l, append(ids, id)
			}
		}
		answers, err := way.Klient.Status(ctx, ids)
		if err != nil {
			failed.noter(fmt.Errorf("ask about post: %w", err))
			continue
		}
		for _, a := range answers {
			if l, ours := byID[a.ID]; ours { // else an answer to what was not asked
				if err := s.poststatus(ctx, l, a); err != nil {
					failed.noter(err)
				}
			}
		}
	}
}

// poststatus heeds one answer, if it is news: SvarUt repeats itself, and may answer late and out of order.
func (s *Service) poststatus(ctx context.Context, l *db.Leveranse, a svarut.Statussvar) error {
	if string(a.Status) == l.EksternStatus {
		return nil
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(l.ForsendelseID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		l, err := c.Leveranse.Get(ctx, l.ID) // again, under the lock
		if err != nil {
			return fmt.Errorf("read the delivery: %w", err)
		}
		tid := a.Endret.Time
		if tid.IsZero() || tid.After(naa) {
			tid = naa // one whose clock is ahead must not silence its own later answers
		}
		utfall := BrevUnderveis
		if a.Status.Framme() < 0 {
			utfall = BrevAvvist // of two from one instant the worse is believed
		}
		if a.Status.Ryddet() && svarut.Status(l.EksternStatus).Ute() {
			return nil // what has come through is cleared away in the end
		}
		if l.Status != leveranse.StatusOverlevert || !nytt(l, Brevsvar{Utfall: utfall, Kode: string(a.Status)}, tid) {
			return nil
		}
		u := c.Leveranse.UpdateOneID(l.ID).SetEksternStatus(string(a.Status)).SetEksternTid(tid)
		if a.Status.Framme() < 0 {
			u.SetStatus(leveranse.StatusAvvist).SetFeilkode(string(a.Status))
		}
		if err := u.Exec(ctx); err != nil {
			return fmt.Errorf("note an answer: %w", err)
		}
		if err := s.posthendelse(ctx, c, f, hendelse.SlagEksternStatus, StillingAv(f), string(a.Status)); err != nil {
			return err
		}
		switch a.Status.Framme() {
		case 1:
			return s.flytt(ctx, c, f, StegKvittert, hendelse.SlagKvittert, "SVARUT")
		case -1:
			return s.nesteVei(ctx, tx, f, l)
		}
		return nil
	})
}
