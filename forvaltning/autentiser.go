package forvaltning

import "errors"

// Why a machine is not let in.
var (
	// ErrToken: the access token is missing, expired, of another issuer, or without the scope. Which is not said.
	ErrToken = errors.New("the access token could not be validated")
	// ErrIntegrasjon: no such integration, wrong password, or a token of another organisation. Which is not said.
	ErrIntegrasjon = errors.New("the integration could not be authenticated")
)
