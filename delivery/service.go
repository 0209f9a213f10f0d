package delivery

import (
	"log/slog"
	"time"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/vault"
)

// Service is the ledger and the work on it.
type Service struct {
	DB    *ent.DB
	Vault *vault.Vault
	// Signer signs the containers: this installation's own key.
	Signer seal.Signer
	// Mappe holds the private keys for manual reception. Nil in a process that does not serve downloads.
	Mappe *Nokkelmappe
	// Kanaler are the ways out that this process can use.
	Kanaler map[leveranse.Kanal]Channel
	// Katalog knows the keys of Fiks IO accounts. Nil in a process that has no Fiks IO: the stored keys are then used.
	Katalog *Katalogminne
	// Klokke rules the ledger and its deadlines. Keys and certificates live by real time.
	Klokke func() time.Time
	Log    *slog.Logger
	// Brevansvarlig is the name of the person who follows up letters that are refused, or not posted in time.
	Brevansvarlig string
	// Varsling tells of alarms by e-mail. Nil: there is no mail server, and the log is all there is.
	Varsling *Varsling
	// Hovedbokbunke is how many reports are read at a time for the ledger as a file. 0: 500.
	Hovedbokbunke int
}

// The kinds of jobs.
const (
	JobOverlever          = "overlever"          // hand over what is ready of one forsendelse; see overleverjobb
	JobFrister            = "frister"            // sweep the deadlines, and make lost work again
	JobForesporselfrister = "foresporselfrister" // sweep the deadlines of requests that are no shipment
	JobBrevsvar           = "brevsvar"           // ask the print supplier how the letters fare
	JobPoststatus         = "poststatus"         // ask SvarUt how post fares
	JobVarsel             = "varsel"             // tell of alarms by e-mail
	JobMottaksvarsel      = "mottaksvarsel"      // write the notices of what waits in manual reception
	JobUsignerte          = "usignerte"          // raise an alarm about each list that nobody signed
	JobSlett              = "slett"              // delete sealed content that is proven, old and reconciled
)

// Register tells the database's job queue how this package's work is done.
func (s *Service) Register() {
	for _, j := range overleverjobber {
		s.DB.OwnQueue(j.kind, j.arbeidere)
		s.DB.RegisterFor(j.kind, j.maks, s.overleverVed(j.kanaler))
	}
	// What hangs elsewhere must not make a deadline late, nor a process that is killed in the middle of a sweep.
	s.DB.OwnQueue(JobFrister, 1)
	s.DB.EveryOnTime(sveipHver, JobFrister, sveipetid, s.FeiFrister)
	s.DB.EveryOnTime(sveipHver, JobForesporselfrister, sveipetid, s.FeiForesporselfrister)
	s.DB.OwnQueue(JobVarsel, 1)
	s.DB.Every(varselHver, JobVarsel, s.Varsle)
	s.DB.Every(mottaksvarselHver, JobMottaksvarsel, s.VarsleMottak)
	s.DB.Every(time.Minute, JobBrevsvar, s.HentBrevsvar)
	s.DB.Every(time.Minute, JobPoststatus, s.HentPoststatus)
	s.DB.Every(time.Hour, JobUsignerte, s.VarsleUsignerte)
	s.DB.Every(time.Hour, JobSlett, s.SlettBeviste)
}
