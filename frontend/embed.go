// Package frontend holds the built portal: what `npm run build` leaves in dist, embedded in the binary.
package frontend

import "embed"

// Dist has the built portal under «dist»: index.html, assets with a hash in their names (they may be cached for ever),
// and persisted-documents.json, the only GraphQL documents a citizen or caseworker may run, by SHA-256 in hexadecimal.
// Before the first build there is only a file named «placeholder», so that the package always compiles.
//
//go:embed all:dist
var Dist embed.FS
