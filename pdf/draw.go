package pdf

import (
	"context"
	"fmt"

	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/line"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	marotorow "github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// family is what the typeface is called between us and maroto.
const family = "liberationsans"

// drawing is a PDF as maroto makes it, and what archive must know of it.
type drawing struct {
	bytes []byte
	// used holds the characters drawn, by face. A face not drawn with is not there.
	used map[*face]map[rune]bool
}

// draw has maroto draw the pages. Every row it gets has one line that fits.
func (r *Renderer) draw(ctx context.Context, l layout, words words) (drawing, error) {
	p := painter{Renderer: r, used: map[*face]map[rune]bool{}}
	var pages []core.Page
	if l.cover != nil {
		pages = append(pages, page.New().Add(p.front(*l.cover)...), page.New().Add(p.row(1)))
	}
	for i, sheet := range l.sheets {
		if err := ctx.Err(); err != nil {
			return drawing{}, err
		}
		pages = append(pages, page.New().Add(p.page(l, sheet, words.page(i+1, len(l.sheets)))...))
	}
	engine := maroto.New(p.config())
	engine.AddPages(pages...)
	document, err := engine.Generate()
	if err != nil {
		return drawing{}, fmt.Errorf("pdf: draw: %w", err)
	}
	return drawing{bytes: document.GetBytes(), used: p.used}, nil
}

// painter makes rows for maroto and notes the characters in them.
type painter struct {
	*Renderer
	used map[*face]map[rune]bool
}

// page is the rows of one page, from top to bottom. They fill it but for the slack.
func (p *painter) page(l layout, s sheet, number string) []core.Row {
	var rows []core.Row
	for _, header := range l.head {
		rows = append(rows, p.row(edgeStyle.height, p.text(header, edgeStyle, 0, align.Left)...))
	}
	if len(l.head) == 0 {
		rows = append(rows, p.row(edgeStyle.height))
	}
	rows = append(rows, p.row(headGap))
	left := l.room
	for _, r := range s.rows {
		height := r.above + r.style.height
		rows = append(rows, p.row(height, p.text(r.text, r.style, r.above, align.Left)...))
		left -= height
	}
	rows = append(rows, p.row(left+footGap))
	rows = append(rows, p.row(ruleHeight, p.rule()))
	foot := l.foot
	if len(foot) == 0 {
		foot = []string{""}
	}
	for i, reference := range foot {
		components := p.text(reference, edgeStyle, 0, align.Left)
		if i == 0 {
			components = append(components, p.text(number, edgeStyle, 0, align.Right)...)
		}
		rows = append(rows, p.row(edgeStyle.height, components...))
	}
	return rows
}

func (p *painter) row(height float64, components ...core.Component) core.Row {
	return marotorow.New(height).Add(col.New().Add(components...))
}

// text sets one line in the middle of its line height, above millimetres down the row.
// An empty line is no component: it would ask for a font that may not be there.
func (p *painter) text(s string, style textStyle, above float64, side align.Type) []core.Component {
	if s == "" {
		return nil
	}
	p.note(s, style)
	weight := fontstyle.Normal
	if style.bold {
		weight = fontstyle.Bold
	}
	// maroto puts the base line one font size down; a letter reaches about a fifth below it.
	top := above + (style.height-1.2*style.size/pointsPerMM)/2
	return []core.Component{text.New(s, props.Text{
		Family: family,
		Style:  weight,
		Size:   style.size,
		Top:    top,
		Align:  side,
		Color:  style.color.props(),
	})}
}

func (p *painter) note(s string, style textStyle) {
	f := p.face(style)
	for _, r := range s {
		if p.used[f] == nil {
			p.used[f] = map[rune]bool{}
		}
		p.used[f][r] = true
	}
}

func (p *painter) rule() core.Component {
	return line.New(props.Line{Color: rgb{205, 209, 214}.props(), Thickness: 0.15, SizePercent: 100})
}

func (p *painter) config() *entity.Config {
	fonts := []*entity.CustomFont{p.font(p.regular)}
	if p.used[p.bold] != nil {
		fonts = append(fonts, p.font(p.bold))
	}
	return config.NewBuilder().
		WithDimensions(pageWidth, pageHeight).
		WithLeftMargin(marginSide).WithRightMargin(marginSide).
		WithTopMargin(marginTop).WithBottomMargin(marginBottom).
		WithCompression(true).
		WithCustomFonts(fonts).
		WithDefaultFont(&props.Font{Family: family, Size: answerStyle.size, Color: answerStyle.color.props()}).
		Build()
}

func (p *painter) font(f *face) *entity.CustomFont {
	return &entity.CustomFont{Family: family, Style: fontstyle.Type(f.style), Bytes: f.file(p.used[f])}
}

func (c rgb) props() *props.Color {
	return &props.Color{Red: c.red, Green: c.green, Blue: c.blue}
}
