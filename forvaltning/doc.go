// Package forvaltning says who may do what, and what is switched on: receivers and their keys, persons' rights.
package forvaltning
