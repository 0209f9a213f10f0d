package verify

import (
	"context"
	"slices"
)

// Pakker checks every parcel's ciphertext against its hash, and what is deleted against the rule of deletion: proven, at
// least 30 days old, and named by an avstemming made after the proof.
func Pakker(ctx context.Context, q Sporrer, r *Rapport) error {
	err := r.navngi(ctx, q, "pakke", "innholdet er ikke det som ble forseglet", `
		SELECT id FROM pakke WHERE innhold IS NOT NULL AND (sha256(innhold) <> sha256 OR octet_length(innhold) <> storrelse) ORDER BY id`)
	if err != nil {
		return err
	}
	return r.navngi(ctx, q, "pakke", "innholdet er slettet uten at det skulle det", `
		SELECT p.id FROM pakke p JOIN forsendelse f ON f.id = p.forsendelse_id
		 WHERE p.innhold IS NULL AND NOT coalesce(f.slettet IS NOT NULL AND f.bevis IN ('LAGRET', 'REGISTRERT')
		   AND f.slettet >= f.akseptert + interval '30 days' AND f.avstemt >= f.bevist, false) ORDER BY p.id`)
}

// Tilstand checks what may change, against what says that it changed.
func Tilstand(ctx context.Context, q Sporrer, r *Rapport) error {
	for _, s := range slices.Concat(tilstandsregler, sporregler) {
		if err := r.navngi(ctx, q, s.tabell, s.hva, s.sporring); err != nil {
			return err
		}
	}
	return nil
}

var tilstandsregler = []struct{ tabell, hva, sporring string }{
	{"forsendelse", "tilstand eller bevis er ikke det siste hendelse sier", `
		SELECT f.id FROM forsendelse f LEFT JOIN LATERAL (
		    SELECT h.tilstand, h.bevis FROM hendelse h JOIN hendelsekjede k ON k.hendelse_id = h.id
		     WHERE h.forsendelse_id = f.id ORDER BY k.nr DESC LIMIT 1) s ON true
		 WHERE s.tilstand IS DISTINCT FROM f.tilstand
		    -- a yes from a system that has also said no is shown as what it is worth
		    OR s.bevis IS DISTINCT FROM CASE WHEN f.avvist IS NOT NULL AND f.bevis = 'KVITTERT' THEN 'OVERLEVERT' ELSE f.bevis END
		 ORDER BY f.id`},
	{"forsendelse", "et bevis som ingen hendelse har gitt", `
		SELECT f.id FROM forsendelse f
		 WHERE (f.bevis = 'REGISTRERT' OR f.bekreftet IS NOT NULL) AND NOT EXISTS (
		         SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'BEKREFTET')
		    OR f.bevis = 'LAGRET' AND NOT EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'LAGRET')
		    OR (f.bevist IS NULL) = (f.bevis IN ('LAGRET', 'REGISTRERT'))
		    OR (f.slettet IS NULL) = EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'SLETTET')
		 ORDER BY f.id`},
	{"frist", "klarert uten bevis for det", `
		SELECT t.id FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id
		 WHERE t.klarert IS NOT NULL AND f.bevis IN ('INGEN', 'OVERLEVERT', 'KVITTERT')
		   AND NOT (t.type IN ('ALARM_2T', 'BREV', 'PRINTSVAR', 'AVVIST_PRINT') AND f.bevis = 'KVITTERT')
		   AND NOT (f.slag <> 'BEKYMRINGSMELDING' AND f.bevis = 'KVITTERT')
		   AND NOT (t.type = 'PRINTSVAR' AND EXISTS (
		         SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag IN ('POSTLAGT', 'PRINT_AVVIST')))
		   AND NOT (t.type = 'AVVIST_PRINT' AND EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'POSTLAGT'))
		   AND NOT (t.type IN ('LISTE_24T', 'KONTAKT_5D', 'LEDER_7D', 'OPERATOR_21D', 'UKENTLIG') AND f.bevis = 'KVITTERT'
		     AND f.avstemt IS NOT NULL AND f.savnet IS NULL AND f.avvist IS NULL)
		 ORDER BY t.id`},
	{"forsendelse", "avstemt uten en hendelse som sier det, eller omvendt", `
		SELECT f.id FROM forsendelse f WHERE (f.avstemt IS NULL) = EXISTS (
		  SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'AVSTEMT') ORDER BY f.id`},
	{"forsendelse", "savnet uten en hendelse som sier det, eller funnet igjen uten at noen har sagt det", `
		SELECT f.id FROM forsendelse f
		  LEFT JOIN LATERAL (SELECT k.nr FROM hendelse h JOIN hendelsekjede k ON k.hendelse_id = h.id WHERE h.forsendelse_id = f.id
		    AND h.slag = 'AVSTEMMINGSAVVIK' AND h.detalj IN ('MANGLER', 'ANNEN_HASH') ORDER BY k.nr DESC LIMIT 1) s ON true
		  LEFT JOIN LATERAL (SELECT k.nr FROM hendelse h JOIN hendelsekjede k ON k.hendelse_id = h.id WHERE h.forsendelse_id = f.id
		    AND h.slag = 'AVSTEMT' ORDER BY k.nr DESC LIMIT 1) n ON true
		 WHERE f.savnet IS NOT NULL AND s.nr IS NULL
		    OR f.savnet IS NULL AND s.nr > coalesce(n.nr, 0) ORDER BY f.id`},
	{"frist", "utløst uten en hendelse som sier det", `
		SELECT t.id FROM frist t WHERE t.utlost IS NOT NULL AND NOT EXISTS (
		  SELECT FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND (h.slag = 'FRIST_UTLOST' AND h.detalj = t.type AND h.tidspunkt = t.utlost
		     OR h.slag = 'AVVIST_FAGSYSTEM' AND t.type = 'BREV' AND t.utlost BETWEEN h.tidspunkt AND h.tidspunkt + interval '1 minute')) ORDER BY t.id`},
	{"frist", "er utløst, sier loggen, men står som om den ikke er det", `
		SELECT t.id FROM frist t WHERE t.utlost IS NULL AND t.type NOT IN ('PRINTSVAR', 'AVVIST_PRINT', 'UKENTLIG') AND EXISTS (
		  SELECT FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND h.slag = 'FRIST_UTLOST' AND h.detalj = t.type) ORDER BY t.id`},
	{"forsendelse", "alle frister er utløst, og ingen ukentlig løper", `
		SELECT f.id FROM forsendelse f JOIN frist s ON s.forsendelse_id = f.id AND s.type = 'OPERATOR_21D' AND s.utlost IS NOT NULL AND s.klarert IS NULL
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND NOT EXISTS (
		  SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.type = 'UKENTLIG' AND t.klarert IS NULL AND t.utlost IS NULL) ORDER BY f.id`},
	{"frist", "den ukentlige er utsatt mer enn en uke", `
		SELECT t.id FROM frist t WHERE t.type = 'UKENTLIG' AND t.klarert IS NULL AND t.utlost IS NULL AND t.forfall > (
		  SELECT max(h.tidspunkt) FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND h.slag = 'FRIST_UTLOST'
		     AND h.detalj IN ('OPERATOR_21D', 'UKENTLIG')) + interval '7 days' ORDER BY t.id`},
	{"forsendelse", "har ingen leveranse igjen som kan føre den frem", `
		SELECT f.id FROM forsendelse f WHERE f.slag = 'BEKYMRINGSMELDING' AND f.bevis IN ('INGEN', 'OVERLEVERT') AND f.tilstand NOT IN ('LEVERT', 'AVVIST_PRINT')
		   AND NOT EXISTS (SELECT FROM leveranse l WHERE l.forsendelse_id = f.id AND l.status NOT IN ('AVLYST', 'FULLFORT', 'AVVIST'))
		 ORDER BY f.id`},
}
