package verify

// sporregler hold every row that may change to the trace it must have left: a time that stands in a row is the time of a
// hendelse, and what a hendelse made (a letter's deadline, an alarm, an avstemming) is there. A hendelse stands in the chain;
// these rows do not, and are as safe as what ties them to one. Of reports, where nothing else is said: what other kinds of
// shipment leave behind is less.
var sporregler = []struct{ tabell, hva, sporring string }{
	{"forsendelse", "et tidspunkt er ikke det loggen sier", `
		SELECT f.id FROM forsendelse f WHERE f.slag = 'BEKYMRINGSMELDING' AND (
		     f.bekreftet IS NOT NULL AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'BEKREFTET' AND h.tidspunkt = f.bekreftet)
		  OR f.slettet IS NOT NULL AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'SLETTET' AND h.tidspunkt = f.slettet)
		  OR f.savnet IS NOT NULL AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'AVSTEMMINGSAVVIK' AND h.tidspunkt = f.savnet)
		  OR f.sist_apnet IS NOT NULL AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag IN ('APNET', 'HENTET') AND h.tidspunkt = f.sist_apnet)
		  OR f.sist_apnet IS NULL AND EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag IN ('APNET', 'HENTET'))
		  OR f.avvist IS NOT NULL AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'AVVIST_FAGSYSTEM' AND h.tidspunkt = f.avvist)
		  OR f.avvist IS NULL AND EXISTS ( -- a no to what is proven is noted, and no more
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'AVVIST_FAGSYSTEM' AND h.bevis NOT IN ('LAGRET', 'REGISTRERT'))
		  OR f.avstemt IS NOT NULL AND f.avstemt IS DISTINCT FROM f.bevist AND NOT EXISTS ( -- the proof's time, where the list gave the proof
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'AVSTEMT' AND h.tidspunkt = f.avstemt)
		  OR f.bevist IS NOT NULL AND f.bevist <> f.akseptert AND NOT EXISTS (
		       SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND (h.slag IN ('LAGRET', 'BEKREFTET') AND h.tidspunkt = f.bevist
		          -- a clock was set back: a proof is noted as later than the list before it
		          OR h.slag = 'AVSTEMT' AND h.tidspunkt = f.bevist - interval '1 microsecond')))
		 ORDER BY f.id`},
	{"frist", "klarert da ingenting skjedde", `
		SELECT t.id FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND t.klarert IS NOT NULL AND NOT EXISTS (
		  SELECT FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND (h.tidspunkt = t.klarert
		     OR t.type IN ('PRINTSVAR', 'AVVIST_PRINT') AND h.tidspunkt BETWEEN t.klarert AND t.klarert + interval '1 minute')) ORDER BY t.id`},
	{"frist", "løper, enda det som stanser den, er der", `
		SELECT t.id FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND t.klarert IS NULL AND CASE
		   WHEN t.type IN ('BREV', 'PRINTSVAR', 'AVVIST_PRINT') THEN f.bevis IN ('LAGRET', 'REGISTRERT') OR f.bevis = 'KVITTERT' AND f.avvist IS NULL
		   WHEN t.type = 'ALARM_2T' THEN f.bevis IN ('LAGRET', 'REGISTRERT')
		   ELSE f.savnet IS NULL AND (f.bevis IN ('LAGRET', 'REGISTRERT') OR f.bevis = 'KVITTERT' AND f.avvist IS NULL AND f.avstemt IS NOT NULL) END
		 ORDER BY t.id`},
	{"frist", "ble aldri satt", `
		SELECT t.id FROM frist t WHERE t.type IN ('UKENTLIG', 'PRINTSVAR', 'AVVIST_PRINT') AND NOT EXISTS (
		  SELECT FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND CASE t.type
		     WHEN 'UKENTLIG' THEN h.slag = 'FRIST_UTLOST' AND h.detalj = 'OPERATOR_21D'
		     WHEN 'PRINTSVAR' THEN h.slag = 'FRIST_UTLOST' AND h.detalj = 'BREV' OR h.slag = 'AVVIST_FAGSYSTEM'
		     ELSE h.slag IN ('PRINT_AVVIST', 'AVVIST_FAGSYSTEM') END) ORDER BY t.id`},
	{"frist", "brevets frist er utsatt", `
		SELECT t.id FROM frist t WHERE t.type IN ('PRINTSVAR', 'AVVIST_PRINT') AND t.klarert IS NULL AND t.forfall > (
		  -- two virkedager, and there are never more than a week of other days between
		  SELECT max(h.tidspunkt) FROM hendelse h WHERE h.forsendelse_id = t.forsendelse_id AND (
		       h.slag = 'FRIST_UTLOST' AND h.detalj IN ('BREV', t.type) OR h.slag IN ('PRINT_AVVIST', 'AVVIST_FAGSYSTEM'))) + interval '10 days'
		 ORDER BY t.id`},
	{"forsendelse", "en frist som fulgte med brevet, er slettet", `
		SELECT DISTINCT h.forsendelse_id FROM hendelse h JOIN forsendelse f ON f.id = h.forsendelse_id
		 WHERE h.slag = 'FRIST_UTLOST' AND h.detalj = 'BREV' AND NOT EXISTS (
		         SELECT FROM frist t WHERE t.forsendelse_id = h.forsendelse_id AND t.type = 'PRINTSVAR')
		    OR h.slag = 'PRINT_AVVIST' AND h.tilstand = 'AVVIST_PRINT' AND NOT EXISTS (
		         SELECT FROM frist t WHERE t.forsendelse_id = h.forsendelse_id AND t.type = 'AVVIST_PRINT') ORDER BY 1`},
	{"pakke", "leveransen av den er borte, eller går en annen vei", `
		SELECT p.id FROM pakke p JOIN forsendelse f ON f.id = p.forsendelse_id
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND NOT EXISTS (
		  SELECT FROM leveranse l WHERE l.pakke_id = p.id AND l.forsendelse_id = f.id
		     AND l.kanal = CASE p.formal WHEN 'PRINT' THEN 'BREV' ELSE f.kanal END) ORDER BY p.id`},
	{"leveranse", "står et annet sted enn loggen sier", `
		SELECT l.id FROM leveranse l JOIN forsendelse f ON f.id = l.forsendelse_id
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND NOT CASE l.status
		   WHEN 'VENTER' THEN l.kanal = 'BREV' AND f.bevis NOT IN ('LAGRET', 'REGISTRERT') AND NOT EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id
		     AND (h.slag = 'FRIST_UTLOST' AND h.detalj = 'BREV' OR h.slag = 'AVVIST_FAGSYSTEM'))
		   WHEN 'FULLFORT' THEN f.bevis IN ('LAGRET', 'REGISTRERT')
		   WHEN 'AVLYST' THEN l.kanal = 'FIKSIO' -- its time there was out: the letter goes
		     OR l.kanal = 'BREV' AND f.bevis IN ('KVITTERT', 'LAGRET', 'REGISTRERT')
		   WHEN 'AVVIST' THEN EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id
		     AND h.slag = CASE l.kanal WHEN 'BREV' THEN 'PRINT_AVVIST' ELSE 'AVVIST_FAGSYSTEM' END)
		   WHEN 'OVERLEVERT' THEN EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id
		     AND (h.slag = 'OVERLEVERT' AND h.detalj = l.kanal OR l.kanal <> 'BREV' AND h.slag = 'KVITTERT'))
		   ELSE true END ORDER BY l.id`},
	{"forsendelse", "et varsel om den er borte eller endret", `
		SELECT DISTINCT h.forsendelse_id FROM hendelse h JOIN forsendelse f ON f.id = h.forsendelse_id
		 WHERE f.slag = 'BEKYMRINGSMELDING' AND h.slag IN ('FRIST_UTLOST', 'AVVIST_FAGSYSTEM', 'AVSTEMMINGSAVVIK') AND NOT EXISTS (
		  SELECT FROM alarm a WHERE a.forsendelse_id = h.forsendelse_id AND a.bydel_id = f.bydel_id AND a.slag = h.slag AND a.detalj = h.detalj
		     AND a.tidspunkt BETWEEN h.tidspunkt - interval '5 minutes' AND h.tidspunkt + interval '5 minutes') ORDER BY 1`},
	{"forsendelse", "avstemmingen som talte om den, er borte eller endret", `
		SELECT DISTINCT h.forsendelse_id FROM hendelse h WHERE h.slag IN ('AVSTEMT', 'AVSTEMMINGSAVVIK') AND NOT EXISTS (
		  SELECT FROM avstemming a WHERE a.bydel_id = h.bydel_id AND a.tidspunkt = h.tidspunkt AND a.aktor = h.aktor
		     AND a.aktor_id IS NOT DISTINCT FROM h.aktor_id) ORDER BY 1`},
	{"avstemming", "listen er ikke den dagens", `
		SELECT a.id FROM avstemming a WHERE a.liste <> '' AND (a.aktor <> 'SAKSBEHANDLER'
		    OR a.liste <> to_char(a.tidspunkt AT TIME ZONE 'Europe/Oslo', 'YYYY-MM-DD')) ORDER BY a.id`},
	{"bydel", "er slettet, og har en logg", `
		SELECT DISTINCT k.bydel_id FROM hendelsekjede k WHERE NOT EXISTS (SELECT FROM bydel b WHERE b.id = k.bydel_id) ORDER BY 1`},
}
