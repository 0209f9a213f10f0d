package server

import "net/http"

// Vern refuses what a page of another site can make a browser send: every request that is not GET, HEAD or OPTIONS must
// come from our own pages, by Sec-Fetch-Site or, in browsers without it, Origin. A caller that is no browser, as the
// provider's back channel, sends neither and passes; it brings no cookie that would be worth forging.
func Vern(neste http.Handler) http.Handler {
	v := http.NewCrossOriginProtection()
	v.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		svarJSON(w, http.StatusForbidden, map[string]string{"kode": "UGYLDIG_FORESPORSEL"})
	}))
	return v.Handler(neste)
}
