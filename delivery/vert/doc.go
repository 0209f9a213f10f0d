// Package vert fetches files from the hosts that an operator has put on a list, and from nowhere else.
//
// The addresses come from case systems, so they are not to be trusted: somebody who may write one must not be able to make
// us ask for things inside our own network. So only https, only to the hosts on the list, without redirects, without a
// proxy, without credentials; and whatever the name resolves to, no connection is made to an address that is not on the
// public internet. That is looked at where the connection is made, on the very address, so that a name which answers
// differently the second time (DNS rebinding) helps nobody.
//
// No error holds the address or the peer's words: addresses of documents open them.
package vert
