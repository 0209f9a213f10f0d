package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"barnevernportalen/bekymring"
	"barnevernportalen/bekymring/enhetsregister"
	"barnevernportalen/bekymring/enhetsregister/liksom"
	"barnevernportalen/server"
)

// enhetsregisteret is where workplaces are looked up: ENHETSREGISTER_ADRESSE, such as
// https://data.brreg.no/enhetsregisteret/api. Without one nobody is asked, and the form has no button for it; in dev it is the
// look-alike, in this process, until ctx is done.
func (o oppsett) enhetsregisteret(ctx context.Context) (bekymring.Enhetsregister, error) {
	adresse := o.enhetsregister
	switch {
	case adresse == "" && o.modus != server.ModusDev:
		return nil, nil //nolint:nilnil // none is what is meant
	case adresse == "":
		ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("start the look-alike of Enhetsregisteret: %w", err)
		}
		s := &http.Server{Handler: &liksom.Register{}, ReadHeaderTimeout: 10 * time.Second}
		context.AfterFunc(ctx, func() { _ = s.Close() })
		go func() { _ = s.Serve(ln) }()
		adresse = "http://" + ln.Addr().String()
	}
	k, err := enhetsregister.Ny(adresse)
	if err != nil {
		return nil, fmt.Errorf("ENHETSREGISTER_ADRESSE: %w", err)
	}
	return k, nil
}
