package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Fixed names and types of an ASiC-E container (ETSI EN 319 162-1 §4.4).
const (
	mimetypeName  = "mimetype"
	asicType      = "application/vnd.etsi.asic-e+zip"
	metaFolder    = "META-INF/"
	manifestName  = "META-INF/asicmanifest.xml"
	oasisName     = "META-INF/manifest.xml"
	signatureType = "application/x-pkcs7-signature"

	nsASiC     = "http://uri.etsi.org/02918/v1.2.1#"
	nsASiCNet  = "http://uri.etsi.org/2918/v1.2.1#"  // the .NET library, and old containers
	nsASiCOld  = "http://uri.etsi.org/02918/v1.1.1#" // the Java library reads it too
	nsDSig     = "http://www.w3.org/2000/09/xmldsig#"
	nsOASIS    = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
	uriSHA256  = "http://www.w3.org/2001/04/xmlenc#sha256"
	uriSHA256x = "http://www.w3.org/2000/09/xmldsig#sha256" // wrong, and in use
)

var errManifest = errors.New("asic: manifest")

// reference is a payload file as the manifest has it.
type reference struct {
	Name     string
	MimeType string
	Digest   [sha256.Size]byte
}

// writeManifest is the ASiCManifest: what the signature is over. The first file
// is the root file.
func writeManifest(signatureName string, files []reference) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, `<ASiCManifest xmlns="%s" xmlns:ds="%s">`+"\n", nsASiC, nsDSig)
	fmt.Fprintf(&b, ` <SigReference URI="%s" MimeType="%s"/>`+"\n", escape(signatureName), signatureType)
	for i, f := range files {
		root := ""
		if i == 0 {
			root = ` Rootfile="true"`
		}
		fmt.Fprintf(&b, ` <DataObjectReference URI="%s" MimeType="%s"%s>`+"\n", escape(f.Name), escape(f.MimeType), root)
		fmt.Fprintf(&b, `  <ds:DigestMethod Algorithm="%s"/>`+"\n", uriSHA256)
		fmt.Fprintf(&b, `  <ds:DigestValue>%s</ds:DigestValue>`+"\n", base64.StdEncoding.EncodeToString(f.Digest[:]))
		b.WriteString(" </DataObjectReference>\n")
	}
	b.WriteString("</ASiCManifest>\n")
	return b.Bytes()
}

// writeOASIS is the OpenDocument manifest, which the Java library writes beside
// the signed one. Nothing is signed here and nothing of it is believed.
func writeOASIS(files []reference) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, `<manifest:manifest xmlns:manifest="%s">`+"\n", nsOASIS)
	entry := func(name, mimeType string) {
		fmt.Fprintf(&b, ` <manifest:file-entry manifest:media-type="%s" manifest:full-path="%s"/>`+"\n", escape(mimeType), escape(name))
	}
	entry("/", asicType)
	for _, f := range files {
		entry(f.Name, f.MimeType)
	}
	b.WriteString("</manifest:manifest>\n")
	return b.Bytes()
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}

// xmlManifest takes the elements by local name; the namespace is checked on the
// root alone, since three are in use.
type xmlManifest struct {
	XMLName   xml.Name
	Signature []struct {
		URI string `xml:"URI,attr"`
	} `xml:"SigReference"`
	Files []struct {
		URI      string `xml:"URI,attr"`
		MimeType string `xml:"MimeType,attr"`
		Rootfile string `xml:"Rootfile,attr"`
		Method   []struct {
			Algorithm string `xml:"Algorithm,attr"`
		} `xml:"DigestMethod"`
		Value []string `xml:"DigestValue"`
	} `xml:"DataObjectReference"`
}

// readManifest reads an ASiCManifest, after its signature has been verified. It
// must name the signature file and at least one payload file, each once.
func readManifest(data []byte, signatureName string) ([]reference, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var m xmlManifest
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("%w: %w", errManifest, err)
	}
	for { // after the root, nothing but space and comments
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errManifest, err)
		}
		if _, ok := t.(xml.StartElement); ok {
			return nil, fmt.Errorf("%w: second root", errManifest)
		}
	}
	if m.XMLName.Local != "ASiCManifest" || !slices.Contains([]string{nsASiC, nsASiCNet, nsASiCOld}, m.XMLName.Space) {
		return nil, fmt.Errorf("%w: root element", errManifest)
	}
	if len(m.Signature) != 1 || m.Signature[0].URI != signatureName {
		return nil, fmt.Errorf("%w: signature reference", errManifest)
	}
	var files []reference
	roots := 0
	for _, f := range m.Files {
		r := reference{Name: f.URI, MimeType: f.MimeType}
		if len(f.Method) != 1 || len(f.Value) != 1 ||
			f.Method[0].Algorithm != uriSHA256 && f.Method[0].Algorithm != uriSHA256x {
			return nil, fmt.Errorf("%w: digest method", errManifest)
		}
		digest, err := base64.StdEncoding.DecodeString(f.Value[0]) // skips line ends
		if err != nil || len(digest) != sha256.Size {
			return nil, fmt.Errorf("%w: digest value", errManifest)
		}
		copy(r.Digest[:], digest)
		if f.Rootfile == "true" || f.Rootfile == "1" {
			roots++
		}
		files = append(files, r)
	}
	if len(files) == 0 || roots > 1 {
		return nil, fmt.Errorf("%w: no payload, or several root files", errManifest)
	}
	return files, nil
}
