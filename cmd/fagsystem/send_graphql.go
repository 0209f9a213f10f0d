package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// nyttBevis makes a storage token of our own, and the SHA-256 of it, hexadecimal, which is all the portal gets: who can say the
// token again has opened the container. bevis.json of a producer names no report, since its id is not given yet.
func nyttBevis() (seal.File, string, error) {
	var token [16]byte
	rand.Read(token[:]) // never fails (crypto/rand)
	tekst := base64.RawURLEncoding.EncodeToString(token[:])
	raw, err := json.Marshal(struct {
		Bevis string `json:"bevis"`
	}{tekst})
	if err != nil {
		return seal.File{}, "", fmt.Errorf("write a storage token: %w", err)
	}
	sum := sha256.Sum256([]byte(tekst))
	return seal.File{Name: seal.BevisName, MimeType: "application/json", Body: bytes.NewReader(raw)}, hex.EncodeToString(sum[:]), nil
}

const sendForseglet = `mutation Send($input: SendForsegletBekymringsmeldingInput!) {
  sendForsegletBekymringsmelding(input: $input) { id feil { sti kode } }
}`

// sendGraphQL uploads the two parts and sends them with the hash of their token, which KS's path has no room for.
func sendGraphQL(ctx context.Context, p *portal, fra string, v utkast, asice, brev []byte, bevisHash string) (uuid.UUID, error) {
	input := map[string]any{
		"fraKommune": fra, "kommunenummer": v.Kommunenummer, "bydelsnummer": v.Bydelsnummer,
		"type": strings.ToUpper(v.Type), "versjon": strings.ToUpper(v.Versjon), "bevisHash": bevisHash,
	}
	for del, innhold := range map[string][]byte{"asice": asice, "bekymringsmelding": brev} {
		var svar struct {
			ID uuid.UUID `json:"id"`
		}
		if err := p.json(ctx, http.MethodPost, "last-opp/"+del, "application/octet-stream", bytes.NewReader(innhold), &svar); err != nil {
			return uuid.Nil, fmt.Errorf("upload %s: %w", del, err)
		}
		input[del] = svar.ID
	}
	var svar struct {
		Send struct {
			ID   *uuid.UUID `json:"id"`
			Feil []struct {
				Sti  []string `json:"sti"`
				Kode string   `json:"kode"`
			} `json:"feil"`
		} `json:"sendForsegletBekymringsmelding"`
	}
	if err := p.spor(ctx, sendForseglet, map[string]any{"input": input}, &svar); err != nil {
		return uuid.Nil, err
	}
	if len(svar.Send.Feil) > 0 {
		return uuid.Nil, &avslag{Status: http.StatusOK, Kode: ord(svar.Send.Feil[0].Kode)}
	}
	if svar.Send.ID == nil {
		return uuid.Nil, fmt.Errorf("%w: no id", errUtilgjengelig)
	}
	return *svar.Send.ID, nil
}
