package delivery

// Mottaksfeil is why a machine's answer about a report was not taken. Nothing has then moved.
type Mottaksfeil struct{ Kode Mottaksfeilkode }

// Mottaksfeilkode is what was wrong with the answer.
type Mottaksfeilkode string

// The codes, spelled as in the SDL enum MottakFeilkode.
const (
	FeilBevis        Mottaksfeilkode = "FEIL_BEVIS"    // the token is not this report's
	FeilBevisMangler Mottaksfeilkode = "BEVIS_MANGLER" // it came over another channel: only its token counts here
	FeilIkkeHentet   Mottaksfeilkode = "IKKE_HENTET"   // nobody has fetched it, so nobody can have stored it
	FeilForLang      Mottaksfeilkode = "FOR_LANG"      // more text than there is room for
)

// Melding says it in bokmål.
func (f Mottaksfeil) Melding() string {
	return map[Mottaksfeilkode]string{
		FeilBevis:        "Beviset hører ikke til denne meldingen.",
		FeilBevisMangler: "Meldingen er sendt over en annen kanal, og kan bare bekreftes her med beviset som ligger i den.",
		FeilIkkeHentet:   "Ingen har hentet meldingen, så den kan ikke være lagret.",
		FeilForLang:      "Teksten er for lang.",
	}[f.Kode]
}
