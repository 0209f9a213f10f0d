package innsyn

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/db/vedlegg"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// MaksTekst is how long a letter may be, in characters: some seven pages. Ours: no limit is published.
const MaksTekst = 20_000

// postsvartid is how long the database may take to say what became of a commit that failed.
const postsvartid = 10 * time.Second

// NyPost is what a person wants to send: from a case (POST), or from an entry of one (SVAR, KLAGE).
type NyPost struct {
	Nokkel        uuid.UUID // the client's own: sent again under it, it is the same letter
	Type          Skjematype
	MappeID       uuid.UUID  // of POST
	JournalpostID *uuid.UUID // of SVAR and KLAGE
	SkjemaNr      int
	Tekst         string
	Filer         []uuid.UUID // uploaded in this session
}

// Postfeilkode is what may be wrong with a letter.
type Postfeilkode string

// The codes, as in the SDL; those of files are [Vedleggsfeil].
const (
	PostMangler     Postfeilkode = "MANGLER"
	PostForLang     Postfeilkode = "FOR_LANG"
	PostIkkeTilbudt Postfeilkode = "IKKE_TILBUDT" // no such form, or nobody to receive it
	PostForMange    Postfeilkode = "FOR_MANGE"
	PostUkjentFil   Postfeilkode = "UKJENT_VEDLEGG"
	PostForStore    Postfeilkode = "FOR_STORE_TIL_SAMMEN"
	PostIkkeFunnet  Postfeilkode = "IKKE_FUNNET"
)

// The fields that may be wrong.
const (
	feltTekst  = "tekst"
	feltFiler  = "filer"
	feltSkjema = "skjemaNr"
	feltSted   = "sted"
)

// Postfeil is one thing wrong with a letter.
type Postfeil struct {
	Felt string
	Kode Postfeilkode
}

// Postsvar is what became of a letter: sent, or what is wrong. With AlleredeSendt, another letter was sent by the same key.
type Postsvar struct {
	Post, AlleredeSendt *Innbyggerpost
	Feil                []Postfeil
}

// Send takes a letter from a person to barnevernet, in numbered steps.
func (s *Service) Send(ctx context.Context, n NyPost) (*Postsvar, error) {
	// 1. Who asks. Name and number are the case's and the login's, never the client's.
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}

	// 2. Sent before? The same key is the same letter, also if the form is gone since.
	hash := s.posthash(n)
	if svar, funnet, err := s.tidligerePost(ctx, v, n.Nokkel, hash); err != nil || funnet {
		return svar, err
	}

	// 3. What is wrong, all of it at once.
	st, dialog, filer, feil, err := s.sjekkPost(ctx, n)
	if err != nil || len(feil) > 0 {
		return &Postsvar{Feil: feil}, err
	}

	// 4. The letter as a PDF, and what the receiver is told outside the seal. Here it is whole and in clear.
	id, naa := uuid.New(), s.Klokke().Round(time.Microsecond)
	brev := nyttBrev(v, st, dialog, n, filer, naa)
	innhold, err := s.innhold(ctx, id, brev, filer)
	if err != nil {
		return nil, err
	}
	konvolutt := delivery.Konvolutt{
		Tittel: brev.Tittel, Dato: naa, Referanse: id.String(), Avsender: delivery.Postavsender{Navn: v.Navn, Fodselsnummer: st.fnr},
		Mottaker: delivery.Postmottaker{Navn: dialog.Navn, Orgnr: dialog.Orgnr},
	}
	konvolutt.Mappe, konvolutt.Journal = st.noark()
	for _, f := range innhold {
		konvolutt.Filer = append(konvolutt.Filer, f.Fil())
	}

	// 5. Sealed to the receiver, once for each way. From here on her files are ciphertext; her own text is kept for her
	// thread, sealed by the vault for her.
	pakker, veier, err := s.Delivery.PackPost(dialog, innhold)
	for _, f := range innhold {
		clear(f.Innhold)
	}
	if err != nil {
		return nil, err
	}
	utenfor, err := s.Delivery.ForseglKonvolutt(id, konvolutt)
	if err != nil {
		return nil, err
	}
	egen, err := s.forseglBrev(id, v.ID, brev)
	if err != nil {
		return nil, err
	}

	// 6. One transaction: all of it, or nothing. The uploaded files and the draft go with it.
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		r := c.Post.Create().SetID(id).SetForsendelseID(id).SetType(post.Type(n.Type)).SetEier(v.ID).SetKommunenummer(st.mappe.Kommunenummer).
			SetMappeID(st.mappe.ID).SetNokkel(n.Nokkel).SetSkjemaHash(hash[0]).SetDialogmottakerID(dialog.ID).SetInnhold(egen).
			SetKonvolutt(utenfor).SetOpprettet(naa).SetNillableJournalpostID(n.JournalpostID)
		if dialog.Svarinn != nil {
			r.SetMottakersystemID(dialog.Svarinn.ID)
		}
		if err := r.Exec(ctx); err != nil {
			return fmt.Errorf("store a letter: %w", err)
		}
		if len(n.Filer) > 0 {
			borte, err := c.Vedlegg.Delete().Where(vedlegg.IDIn(n.Filer...)).Exec(ctx)
			if err != nil {
				return fmt.Errorf("take sent files away: %w", err)
			}
			if borte != len(n.Filer) {
				return errFilBorte // sent with another letter meanwhile
			}
		}
		if err := slettSendtUtkast(ctx, c, n.Nokkel); err != nil {
			return err
		}
		logg := c.Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingSkrevet).
			SetAktor(innsynslogg.AktorInnbygger).SetMappeID(st.mappe.ID).SetNillableJournalpostID(n.JournalpostID)
		if err := logg.Exec(ctx); err != nil {
			return fmt.Errorf("log a letter: %w", err)
		}
		return s.Delivery.Aksepter(ctx, tx, delivery.Ny{
			ID: id, Slag: forsendelse.SlagPost, Mottaker: dialog.Mottaker, Pakker: pakker, Akseptert: naa, Veier: veier,
		})
	})

	// 7. The receipt, read back from what was committed. What is stored under the key decides, not the error.
	if err != nil {
		look, enough := context.WithTimeout(context.WithoutCancel(ctx), postsvartid)
		defer enough()
		if svar, funnet, lookErr := s.tidligerePost(look, v, n.Nokkel, hash); lookErr == nil && funnet {
			return svar, nil
		}
		if errors.Is(err, errFilBorte) {
			return &Postsvar{Feil: []Postfeil{{feltFiler, PostUkjentFil}}}, nil
		}
		return nil, err
	}
	p, err := s.enPost(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("the receipt could not be read: %w: %w", ent.ErrUvisst, err)
	}
	return &Postsvar{Post: p}, nil
}

var errFilBorte = errors.New("a file is not there any more")

// sjekkPost finds what is wrong, and where and to whom it goes.
func (s *Service) sjekkPost(ctx context.Context, n NyPost) (*skrivested, *delivery.Dialog, []vedlagt, []Postfeil, error) {
	var feil []Postfeil
	si := func(felt string, k Postfeilkode) { feil = append(feil, Postfeil{felt, k}) }
	switch tegn := utf8.RuneCountInString(n.Tekst); {
	case strings.TrimSpace(n.Tekst) == "":
		si(feltTekst, PostMangler)
	case tegn > MaksTekst:
		si(feltTekst, PostForLang)
	}
	var dialog *delivery.Dialog
	st, err := s.finnSted(ctx, n.MappeID, n.JournalpostID)
	switch {
	case err != nil:
		return nil, nil, nil, nil, err
	case st == nil:
		si(feltSted, PostIkkeFunnet)
	default:
		if sk, t, ok := st.skjema(n.SkjemaNr); !ok || t != n.Type {
			si(feltSkjema, PostIkkeTilbudt)
		} else if dialog, err = s.Delivery.FinnDialog(ctx, st.m.Organisasjonsnummer, sk.id()); errors.Is(err, delivery.ErrIngenDialog) {
			si(feltSkjema, PostIkkeTilbudt)
		} else if err != nil {
			return nil, nil, nil, nil, err
		}
	}
	ider := slices.Clone(n.Filer)
	slices.SortFunc(ider, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	var filer []vedlagt
	switch {
	case len(ider) > MaksAntallVedlegg:
		si(feltFiler, PostForMange)
	case len(slices.Compact(ider)) != len(n.Filer):
		si(feltFiler, PostUkjentFil)
	default:
		filer, err = s.hentVedlegg(ctx, n.Filer)
		if errors.Is(err, VedleggUkjent) {
			si(feltFiler, PostUkjentFil)
		} else if err != nil {
			return nil, nil, nil, nil, err
		}
		sum := 0
		for _, f := range filer {
			sum += len(f.innhold)
		}
		if sum > MaksVedleggTotalt {
			si(feltFiler, PostForStore)
		}
	}
	return st, dialog, filer, feil, nil
}

// posthash is a keyed hash of what was sent, so that the database can tell «the same again» and nothing more. The first is
// to be stored; the others are under older keys, while keys turn.
func (s *Service) posthash(n NyPost) [][]byte {
	raw, err := json.Marshal(n)
	if err != nil {
		panic("innsyn: " + err.Error()) // strings, numbers and UUIDs
	}
	return s.Vault.Hashes("post", string(raw))
}

// tidligerePost looks for the letter this person sent by this key.
func (s *Service) tidligerePost(ctx context.Context, v viewer.Innbygger, nokkel uuid.UUID, hash [][]byte) (*Postsvar, bool, error) {
	r, err := s.DB.Client().Post.Query().Where(post.Nokkel(nokkel), post.EierIn(v.IDer()...)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("look for an earlier letter: %w", err)
	}
	p, err := s.enPost(ctx, r.ID)
	if err != nil {
		return nil, false, err
	}
	if slices.ContainsFunc(hash, func(h []byte) bool { return bytes.Equal(h, r.SkjemaHash) }) {
		return &Postsvar{Post: p}, true, nil
	}
	return &Postsvar{AlleredeSendt: p}, true, nil
}

// forseglBrev seals her own row of the thread, for the row and for her.
func (s *Service) forseglBrev(id uuid.UUID, eier []byte, b brev) ([]byte, error) {
	raw, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("encode a letter: %T", err)
	}
	return s.Vault.Encrypt(raw, aadBrev(id, eier))
}

func (s *Service) apneBrev(r *db.Post) (brev, error) {
	var b brev
	raw, err := s.Vault.Decrypt(r.Innhold, aadBrev(r.ID, r.Eier))
	if err != nil {
		return b, fmt.Errorf("open a letter: %w", err)
	}
	if json.Unmarshal(raw, &b) != nil {
		return b, errors.New("a letter cannot be read") // the error of json would quote it
	}
	return b, nil
}

func aadBrev(id uuid.UUID, eier []byte) []byte {
	return vault.Context("post", id.String(), hex.EncodeToString(eier))
}
