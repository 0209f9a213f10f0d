package pdf

import (
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// cover is an address page broken into lines.
type cover struct {
	to      []string
	style   textStyle // of the address: as large as fits
	from    []string
	covered float64 // height taken by from
}

// The address is set as large as its place allows. Below the smallest size it is refused: a sorting machine would not
// read it.
const (
	addressLargest, addressSmallest = 11, 7 // points
	addressLine                     = 1.25  // height of a line, by size
	returnWidth                     = 70.0  // mm
	returnMost                      = 24.0  // mm of height, well above the zone
)

func (r *Renderer) cover(a AddressPage) (*cover, error) {
	c := &cover{}
	for _, line := range a.From {
		c.from = append(c.from, r.line(line, edgeStyle, returnWidth)...)
	}
	if c.covered = float64(len(c.from)) * edgeStyle.height; c.covered > returnMost {
		return nil, ErrAddressTooLong
	}
	for size := float64(addressLargest); size >= addressSmallest; size -= 0.5 {
		c.style = textStyle{size: size, height: addressLine * size / pointsPerMM, color: answerStyle.color}
		c.to = nil
		for _, line := range a.To {
			c.to = append(c.to, r.line(line, c.style, AddressZone.Width)...)
		}
		if float64(len(c.to))*c.style.height <= AddressZone.Height {
			return c, nil
		}
	}
	return nil, ErrAddressTooLong
}

func (r *Renderer) line(s string, style textStyle, width float64) []string {
	if blank(s) {
		return nil
	}
	lines := r.regular.wrap(r.regular.showable(s), style.size, width-slack)
	for i := range lines {
		lines[i] = visual(lines[i])
	}
	return lines
}

// coverPages is how many pages stand before the first of the document: a front and its back, or none.
func (l *layout) coverPages() int {
	if l.cover == nil {
		return 0
	}
	return 2
}

// front is the rows of the address page.
func (p *painter) front(c cover) []core.Row {
	var rows []core.Row
	for _, line := range c.from {
		rows = append(rows, p.row(edgeStyle.height, p.text(line, edgeStyle, 0, align.Left)...))
	}
	rows = append(rows, p.row(AddressZone.Top-marginTop-c.covered))
	for _, line := range c.to {
		rows = append(rows, p.row(c.style.height, p.at(AddressZone.Left-marginSide, line, c.style)...))
	}
	return rows
}

// at is text that begins so many millimetres into the row.
func (p *painter) at(left float64, s string, style textStyle) []core.Component {
	p.note(s, style)
	return []core.Component{text.New(s, props.Text{
		Family: family, Size: style.size, Left: left, Align: align.Left, Color: style.color.props(),
		Top: (style.height - 1.2*style.size/pointsPerMM) / 2,
	})}
}
