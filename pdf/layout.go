package pdf

import "strings"

// Sizes are in millimetres, but type is in points, as maroto has it.
const (
	pointsPerMM = 72 / 25.4

	pageWidth, pageHeight = 210, 297 // A4
	marginSide            = 26
	marginTop             = 14
	marginBottom          = 12
	contentWidth          = pageWidth - 2*marginSide
	contentHeight         = pageHeight - marginTop - marginBottom

	// slack keeps our sums of heights and widths on the safe side of maroto's: a line
	// it found too wide it would wrap again, a page too full it would break again.
	slack = 0.2

	headGap        = 9.0 // between the header and the text
	footGap        = 5.0 // between the text and the rule above the footer
	ruleHeight     = 3.0
	pageNumberSize = 32.0 // width kept free for «Side 1 av 3»
)

// textStyle is how a row looks. Height is the distance from one line to the next.
type textStyle struct {
	bold   bool
	size   float64 // points
	height float64
	color  rgb
}

type rgb struct{ red, green, blue int }

var (
	titleStyle   = textStyle{bold: true, size: 19, height: 8.6, color: rgb{23, 43, 68}}
	sectionStyle = textStyle{bold: true, size: 12.5, height: 6.2, color: rgb{23, 43, 68}}
	labelStyle   = textStyle{size: 8.5, height: 4.4, color: rgb{92, 98, 106}}
	answerStyle  = textStyle{size: 10.5, height: 5.3, color: rgb{26, 28, 31}}
	edgeStyle    = textStyle{size: 8, height: 4, color: rgb{92, 98, 106}}
)

// row is one line of text.
type row struct {
	text  string
	style textStyle
	above float64 // space above, not used at the top of a page
	// with says that a page must not end between this row and the next.
	with bool
	// bookmark is the section this row begins, counted from 1; 0 for none.
	bookmark int
}

// sheet is one page: which rows, between the same head and foot as every other.
type sheet struct {
	rows []row
}

// layout is a document broken into lines and pages.
type layout struct {
	head   []string // lines of the header
	foot   []string // lines of the reference
	room   float64  // height for rows on a page
	sheets []sheet
	cover  *cover // the address page; nil for none
}

func (r *Renderer) layout(d Document) (layout, error) {
	l := layout{
		head: r.edge(d.Header, contentWidth),
		foot: r.edge(d.Reference, contentWidth-pageNumberSize),
	}
	l.room = contentHeight - slack - l.headHeight() - l.footHeight()
	if l.room < contentHeight/2 {
		return layout{}, ErrEdgeTooLong
	}
	l.sheets = paginate(r.rows(d), l.room)
	if d.Address != nil {
		var err error
		if l.cover, err = r.cover(*d.Address); err != nil {
			return layout{}, err
		}
	}
	return l, nil
}

func (r *Renderer) edge(s string, width float64) []string {
	if blank(s) {
		return nil
	}
	return r.regular.wrap(r.regular.showable(s), edgeStyle.size, width-slack)
}

func (l *layout) headHeight() float64 {
	return float64(max(1, len(l.head)))*edgeStyle.height + headGap
}

func (l *layout) footHeight() float64 {
	return footGap + ruleHeight + float64(max(1, len(l.foot)))*edgeStyle.height
}

// rows is the whole document as lines of text, before it is known what goes on which page.
func (r *Renderer) rows(d Document) []row {
	var rows []row
	if !blank(d.Title) {
		rows = append(rows, r.block(d.Title, titleStyle, 0)...)
	}
	for i, section := range d.Sections {
		if !blank(section.Title) {
			title := r.block(section.Title, sectionStyle, 9)
			title[0].bookmark = i + 1
			rows = append(rows, heading(title)...)
		}
		for j, item := range section.Items {
			above := 4.0
			if j == 0 && !blank(section.Title) {
				above = 2.4
			}
			if !blank(item.Label) {
				label := r.block(item.Label, labelStyle, above)
				rows = append(rows, heading(label)...)
				above = 0
			}
			if !blank(item.Text) {
				rows = append(rows, unsplit(r.block(item.Text, answerStyle, above))...)
			}
		}
	}
	return rows
}

// blank tells whether there is nothing in s to show.
func blank(s string) bool {
	return strings.TrimSpace(s) == ""
}

func (r *Renderer) block(s string, style textStyle, above float64) []row {
	f := r.face(style)
	lines := f.wrap(f.showable(s), style.size, contentWidth-slack)
	rows := make([]row, len(lines))
	for i, line := range lines {
		rows[i] = row{text: visual(line), style: style}
	}
	rows[0].above = above
	return rows
}

// heading keeps rows together with what comes after them.
func heading(rows []row) []row {
	for i := range rows {
		rows[i].with = true
	}
	return rows
}

// unsplit keeps the first two rows together, and the last two: no line of a text
// stands alone on a page.
func unsplit(rows []row) []row {
	if n := len(rows); n > 1 {
		rows[0].with, rows[n-2].with = true, true
	}
	return rows
}

// paginate fills pages of the given height. Rows that belong together go to the next
// page together, unless they would not fit there either; then they flow.
func paginate(rows []row, room float64) []sheet {
	sheets := []sheet{{}}
	used := 0.0
	for len(rows) > 0 {
		n, height := 1, rows[0].style.height
		for rows[n-1].with && n < len(rows) {
			height += rows[n].above + rows[n].style.height
			n++
		}
		if height > room {
			n, height = 1, rows[0].style.height
		}
		if current := &sheets[len(sheets)-1]; len(current.rows) > 0 {
			if used+rows[0].above+height <= room {
				current.rows = append(current.rows, rows[:n]...)
				used += rows[0].above + height
				rows = rows[n:]
				continue
			}
			sheets = append(sheets, sheet{})
		}
		current := &sheets[len(sheets)-1]
		current.rows = append(current.rows, rows[:n]...)
		current.rows[0].above = 0
		used = height
		rows = rows[n:]
	}
	return sheets
}
