package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// write is the file. pdfcpu's own writer stamps the hour of writing on the
// information dictionary and the file id, so that they would differ from the XMP and
// from one run to the next; hence this one.
//
// Objects are numbered as they are met from the catalog on, with the keys of
// dictionaries in order: so the same document always gives the same file, and what
// nothing refers to is left behind.
func (a *archivist) write() ([]byte, error) {
	n := numbering{archivist: a, numbers: map[int]int{}}
	root, err := n.renumber(*a.Root)
	if err != nil {
		return nil, fmt.Errorf("pdf: write: %w", err)
	}
	info := n.add(a.info)

	var out bytes.Buffer
	// The second line tells that this is binary; PDF/A asks for it.
	fmt.Fprintf(&out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", a.part.version())
	offsets := make([]int, len(n.objects))
	for i, object := range n.objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n", i+1)
		if stream, ok := object.(types.StreamDict); ok {
			out.WriteString(stream.Dict.PDFString())
			out.WriteString("\nstream\n")
			out.Write(stream.Raw)
			out.WriteString("\nendstream")
		} else {
			out.WriteString(object.PDFString())
		}
		out.WriteString("\nendobj\n")
	}
	sum := sha256.Sum256(out.Bytes())
	id := types.NewHexLiteral(sum[:16])

	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	trailer := types.Dict{
		"Size": types.Integer(len(offsets) + 1),
		"Root": root,
		"Info": info,
		"ID":   types.Array{id, id},
	}
	fmt.Fprintf(&out, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer.PDFString(), xref)
	return out.Bytes(), nil
}

// numbering collects the objects that are referred to, under new numbers from 1.
type numbering struct {
	*archivist
	numbers map[int]int // new number by old
	objects []types.Object
}

func (n *numbering) add(object types.Object) types.IndirectRef {
	n.objects = append(n.objects, object)
	return *types.NewIndirectRef(len(n.objects), 0)
}

// renumber is a copy of object with new numbers in its references; what they refer
// to is collected on the way.
func (n *numbering) renumber(object types.Object) (types.Object, error) {
	switch o := object.(type) {
	case types.IndirectRef:
		return n.follow(o)
	case types.Dict:
		return n.renumberDict(o)
	case types.StreamDict:
		dict, err := n.renumberDict(o.Dict)
		o.Dict = dict
		return o, err
	case types.Array:
		out := make(types.Array, len(o))
		for i, element := range o {
			var err error
			if out[i], err = n.renumber(element); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return object, nil
}

func (n *numbering) renumberDict(d types.Dict) (types.Dict, error) {
	out := make(types.Dict, len(d))
	for _, key := range slices.Sorted(maps.Keys(d)) {
		value, err := n.renumber(d[key])
		if err != nil {
			return nil, err
		}
		out[key] = value
	}
	return out, nil
}

func (n *numbering) follow(ref types.IndirectRef) (types.Object, error) {
	old := ref.ObjectNumber.Value()
	if number, seen := n.numbers[old]; seen {
		return *types.NewIndirectRef(number, 0), nil
	}
	target, err := n.Dereference(ref)
	if err != nil {
		return nil, err
	}
	renumbered := n.add(nil) // takes its number before those it refers to
	number := renumbered.ObjectNumber.Value()
	n.numbers[old] = number
	object, err := n.renumber(target) // grows n.objects, so not in one line with the next
	n.objects[number-1] = object
	return renumbered, err
}

// newStream is a stream object, encoded and ready to be written.
func newStream(dict types.Dict, content []byte, compress bool) (types.StreamDict, error) {
	stream := types.StreamDict{Dict: dict, Content: content}
	if compress {
		stream.InsertName("Filter", filter.Flate)
		stream.FilterPipeline = []types.PDFFilter{{Name: filter.Flate}}
	}
	err := stream.Encode()
	return stream, err
}
