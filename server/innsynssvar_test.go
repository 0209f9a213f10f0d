package server_test

import (
	"slices"
	"strconv"
	"time"
)

// How an answer is held beside what the oracle says.

// blader are the values of an answer by their path, lists in order; what is null stands at its own path.
func blader(sti string, v any, ut map[string][]any) {
	switch v := v.(type) {
	case map[string]any:
		for navn, under := range v {
			blader(sti+"."+navn, under, ut)
		}
	case []any:
		for _, e := range v {
			blader(sti, e, ut)
		}
	case uordnet:
		blader(sti, []any(v), ut)
	default:
		ut[sti] = append(ut[sti], v)
	}
}

// stemmer reports whether a value is what the oracle says: instants by time, numbers by size.
func stemmer(vil, fikk any) bool {
	switch v := vil.(type) {
	case ugjennomsiktig:
		return fikk != nil && fikk != ""
	case enten:
		return fikk == nil || stemmer(v.a, fikk)
	}
	return kanonisk(vil) == kanonisk(fikk)
}

func kanonisk(v any) any {
	switch v := v.(type) {
	case int:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return t.UnixNano()
		}
	}
	return v
}

// passer reports whether a whole answer is what the oracle says.
func passer(vil, fikk any) bool {
	switch v := vil.(type) {
	case map[string]any:
		f, _ := fikk.(map[string]any)
		if len(f) != len(v) {
			return false
		}
		for navn, under := range v {
			if !passer(under, f[navn]) {
				return false
			}
		}
		return true
	case []any:
		f, _ := fikk.([]any)
		return len(f) == len(v) && !slices.ContainsFunc(plasser(v), func(i int) bool { return !passer(v[i], f[i]) })
	case uordnet:
		return passer([]any(v), ordnet(v, fikk))
	}
	return stemmer(vil, fikk)
}

// ordnet puts the lists of an answer whose order is not said into the oracle's order, as far as their parts are alike.
func ordnet(vil, fikk any) any {
	switch v := vil.(type) {
	case map[string]any:
		f, er := fikk.(map[string]any)
		if !er {
			return fikk
		}
		ut := map[string]any{}
		for navn, under := range f {
			ut[navn] = ordnet(v[navn], under)
		}
		return ut
	case []any:
		f, er := fikk.([]any)
		if !er || len(f) != len(v) {
			return fikk
		}
		ut := []any{}
		for i := range f {
			ut = append(ut, ordnet(v[i], f[i]))
		}
		return ut
	case uordnet:
		f, er := fikk.([]any)
		if !er {
			return fikk
		}
		igjen, ut := slices.Clone(f), []any{}
		for _, e := range v {
			if i := slices.IndexFunc(igjen, func(k any) bool { return passer(e, k) }); i >= 0 {
				ut = append(ut, ordnet(e, igjen[i]))
				igjen = slices.Delete(igjen, i, i+1)
			}
		}
		return append(ut, igjen...)
	}
	return fikk
}
