package bekymring

import (
	"strings"
	"time"
)

// Numbers are checked to warn, never to stop a report: a wrong number beside a right concern is still a concern.

// fnrFunn is what a check of eleven digits finds.
type fnrFunn int

const (
	fnrGyldig fnrFunn = iota
	fnrSyntetisk
	fnrUgyldig
)

// sjekkFnr checks eleven digits as a fødselsnummer or D-nummer (day + 40). Synthetic numbers are real ones with a month
// moved: + 80 (Skatteetaten's test register), + 40 (Dolly, and H-nummer), + 65 (NAV).
//
// The century cannot be told from the individual number from 2032 on, and from then the first control digit may leave
// a remainder of 0 to 3 (Skatteetaten, «nytt fødselsnummer fra 2032»); both are taken already.
func sjekkFnr(fnr string) fnrFunn {
	var d [11]int
	if len(fnr) != len(d) {
		return fnrUgyldig
	}
	for i := range d {
		if d[i] = int(fnr[i]) - '0'; d[i] < 0 || d[i] > 9 {
			return fnrUgyldig
		}
	}
	k1 := vektet(d[:10], 3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
	k2 := vektet(d[:11], 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
	if k1 > 3 || k2 != 0 {
		return fnrUgyldig
	}
	day, month, year := d[0]*10+d[1], d[2]*10+d[3], d[4]*10+d[5]
	if day > 40 {
		day -= 40
	}
	funn := fnrGyldig
	for _, moved := range []int{80, 65, 40} {
		if m := month - moved; m >= 1 && m <= 12 {
			month, funn = m, fnrSyntetisk
			break
		}
	}
	if !dagFinnes(day, month, year) {
		return fnrUgyldig
	}
	return funn
}

// dagFinnes reports whether the day exists in some century: 29 February of «00» does (2000).
func dagFinnes(day, month, year int) bool {
	for _, century := range []int{1800, 1900, 2000} {
		t := time.Date(century+year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if month >= 1 && month <= 12 && t.Day() == day && t.Month() == time.Month(month) {
			return true
		}
	}
	return false
}

// gyldigOrgnr checks nine digits, modulus 11 (Brønnøysundregistrene).
func gyldigOrgnr(orgnr string) bool {
	var d [9]int
	if len(orgnr) != len(d) {
		return false
	}
	for i := range d {
		if d[i] = int(orgnr[i]) - '0'; d[i] < 0 || d[i] > 9 {
			return false
		}
	}
	return vektet(d[:], 3, 2, 7, 6, 5, 4, 3, 2, 1) == 0
}

// vektet is the weighted sum of the digits, modulus 11; with the control digit among them it is 0 when that fits.
func vektet(digits []int, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += digits[i] * w
	}
	return sum % 11
}

// sifre takes away the spaces that people put into numbers.
func sifre(s string) string { return strings.ReplaceAll(s, " ", "") }
