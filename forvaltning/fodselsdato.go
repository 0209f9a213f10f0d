package forvaltning

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

var ellevesifre = regexp.MustCompile(`^[0-9]{11}$`)

// fodselsdato is the date of birth in a fødselsnummer or D-nummer, yyyy-mm-dd, or "" where there is none. Source:
// Skatteetaten: the individnummer tells the century; of a D-nummer the day is 40 more; of one for tests the month is 40
// (Dolly) or 80 (Tenor) more.
func fodselsdato(nr string) string {
	if !ellevesifre.MatchString(nr) {
		return ""
	}
	tall := func(fra, til int) int { n, _ := strconv.Atoi(nr[fra:til]); return n }
	dag, maned, aar, individ := tall(0, 2), tall(2, 4), tall(4, 6), tall(6, 9)
	if dag > 40 {
		dag -= 40
	}
	switch {
	case maned > 80:
		maned -= 80
	case maned > 40:
		maned -= 40
	}
	switch {
	case individ < 500, individ >= 900 && aar >= 40:
		aar += 1900
	case individ < 750 && aar >= 54:
		aar += 1800
	default:
		aar += 2000
	}
	d := time.Date(aar, time.Month(maned), dag, 0, 0, 0, 0, time.UTC)
	if d.Day() != dag || int(d.Month()) != maned {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", aar, maned, dag)
}

// erFodselsnummer reports whether nr is a fødselsnummer or D-nummer: eleven digits, of which the last two fit the rest. A slip of
// the finger would give a stranger what was meant for another. Source: Skatteetaten, modulus 11; numbers born before 2032.
func erFodselsnummer(nr string) bool {
	if !ellevesifre.MatchString(nr) {
		return false
	}
	for _, vekter := range [][]int{{3, 7, 6, 1, 8, 9, 4, 5, 2, 1}, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}} {
		sum := 0
		for i, v := range vekter {
			sum += v * int(nr[i]-'0')
		}
		if sum%11 != 0 {
			return false
		}
	}
	return true
}
