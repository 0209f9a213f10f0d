package fiksio

// The message types of bekymringsmelding. A report of version 2 is answered by the same receipts of version 1.
const (
	TypePrivatV1    = "no.ks.fiks.bekymringsmelding.privat.v1"
	TypePrivatV2    = "no.ks.fiks.bekymringsmelding.privat.v2"
	TypeOffentligV1 = "no.ks.fiks.bekymringsmelding.offentlig.v1"
	TypeOffentligV2 = "no.ks.fiks.bekymringsmelding.offentlig.v2"
	TypeMottatt     = "no.ks.fiks.bekymringsmelding.mottatt.v1" // no payload
	TypeFeilet      = "no.ks.fiks.bekymringsmelding.feilet.v1"  // payload: feilmelding.json
)

// The message types of innsynsforespørsel: what is asked, and the four answers. Source: the schema files of
// no.ks.fiks.innsynsforespoersel.journalpost v1.
const (
	TypeForesporselSend       = protokollForesporsel + "send"
	TypeForesporselSvar       = protokollForesporsel + "svar"
	TypeForesporselIkkeFunnet = protokollForesporsel + "ikkefunnet"
	TypeForesporselUgyldig    = protokollForesporsel + "ugyldigforespoersel"
	TypeForesporselServerfeil = protokollForesporsel + "serverfeil"

	protokollForesporsel = "no.ks.fiks.innsynsforespoersel.journalpost.v1.forespoersel."
)

// ErForesporselsvar tells whether a type answers an innsynsforespørsel.
func ErForesporselsvar(meldingType string) bool {
	switch meldingType {
	case TypeForesporselSvar, TypeForesporselIkkeFunnet, TypeForesporselUgyldig, TypeForesporselServerfeil:
		return true
	}
	return false
}

// What Fiks IO itself answers.
const (
	// TypeTidsavbrudd: the message's TTL ended before the receiver acknowledged it. No payload; SvarPaType is its type.
	TypeTidsavbrudd = "no.ks.fiks.kvittering.tidsavbrudd"
	// TypeServerfeil: the receiver failed on it more than three times, and it was taken away.
	TypeServerfeil = "no.ks.fiks.kvittering.serverfeil.v1"
	// TypeServerfeilEldre is the older word for it.
	TypeServerfeilEldre = "no.ks.fiks.io.feilmelding.serverfeil"
)

// ErTidsavbrudd tells whether a type says that a message timed out. Older pages have the type without a version; should it
// get one as serverfeil did, it is known too.
func ErTidsavbrudd(meldingType string) bool {
	return meldingType == TypeTidsavbrudd || meldingType == TypeTidsavbrudd+".v1"
}

// ErServerfeil tells whether a type says that Fiks IO took a message away, in either spelling.
func ErServerfeil(meldingType string) bool {
	return meldingType == TypeServerfeil || meldingType == TypeServerfeilEldre
}

// Headers we set and read ourselves. Fiks IO gives a sender's own the prefix; it is not written when sending.
const (
	headerMeldingID       = "melding-id"
	headerType            = "type"
	headerAvsender        = "avsender-id"
	headerSvarTil         = "svar-til"
	headerSvarTilType     = "svar-til-type"
	headerDokumentlager   = "dokumentlager-id"
	egendefinert          = "egendefinert-header."
	egenKlientMeldingID   = "klientMeldingId"
	egenKorrelasjonsID    = "klientKorrelasjonsId"
	egenKorrelasjonsIDGml = "klientKorrelasjonId" // KS's Java client before 2026-03-30 reads only this
	headerKlientMelding   = "klientmelding-id"    // the documentation's word for klientMeldingId; nobody sends it
)
