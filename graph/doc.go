// Package graph is the contract: what may be asked, by whom, and in which words the answer comes.
//
//	schema/*.graphqls   the contract, by hand      generated      from it, by gqlgen.yml
//	*.resolvers.go      one call per root field    krever.go      who may call it (the first of three layers)
//	live.go             waking subscribers         errors.go      the one place where an error becomes an answer
//	pris.go             what a free document costs skalar         ID and Time
//
// A root field without @krever does not pass the tests, and runs as nobody: every row rule denies a missing viewer.
package graph
