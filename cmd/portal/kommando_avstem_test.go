package main

import (
	"strings"
	"testing"
)

func TestLesHoldt(t *testing.T) {
	const id, sum = "8f6e0c52-8f0b-4c0e-9d84-0c8b1f1f2a11", "aa00"
	for navn, tekst := range map[string]string{
		"commas": id + ",7," + sum + ",tok\n", "semicolons": "\ufeffid;nr;sha256;bevis\r\n" + id + "; 7;" + sum + ";tok\r\n",
	} {
		h, err := lesHoldt(strings.NewReader(tekst))
		if err != nil || len(h) != 1 || h[0].ID.String() != id || h[0].Nr != 7 || h[0].Sha256 != sum || *h[0].Bevis != "tok" {
			t.Errorf("%s: %+v %v", navn, h, err)
		}
	}
	for navn, tekst := range map[string]string{
		"too few": id + ",7\n", "no number": id + ",x,aa\n", "no id": "24859123456,7,aa\n", "number 0": id + ",0,aa\n", "a quote left open": id + ",7,\"aa\n",
	} {
		if _, err := lesHoldt(strings.NewReader(tekst)); err == nil {
			t.Errorf("%s was read", navn)
		} else if strings.Contains(err.Error(), "24859123456") {
			t.Errorf("%s: what stands in the list is told", navn)
		}
	}
	if h, err := lesHoldt(strings.NewReader("")); err != nil || len(h) != 0 {
		t.Error("an empty list holds nothing", err)
	}
}
