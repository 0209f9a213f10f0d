import { Details, Table } from '@digdir/designsystemet-react';
import { useId } from 'react';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { sum, topp, type Bredde, type Soyle } from './soyler';

interface Props {
  tittel: string;
  soyler: readonly Soyle[];
  bredde: Bredde;
  /** One for each number in a bar, from the bottom up. */
  serier: readonly string[];
}

const B = 720;
const H = 240;
const VENSTRE = 44;
const BUNN = 28;
const OPPE = 8;

/**
 * Stacked bars. The picture is one image with a description for who cannot see it; every number in it stands in the table under
 * it. Series differ in lightness and have a gap between them, not only in hue.
 */
export function Diagram({ tittel, soyler, bredde, serier }: Props) {
  const t = useAdmintekst();
  const { sprak, tall } = useSprak();
  const id = useId();
  const summer = soyler.map((s) => sum(s.tall));
  const mest = Math.max(...summer, 0);
  const tak = topp(mest);
  const hoyde = H - BUNN - OPPE;
  const y = (n: number) => OPPE + hoyde * (1 - n / tak);
  const steg = (B - VENSTRE) / Math.max(soyler.length, 1);
  const kort = new Intl.DateTimeFormat(sprak === 'nb' ? 'nb-NO' : 'en-GB', { ...(bredde === 'MANED' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }), timeZone: 'UTC' });
  // In the table there is room for it in full.
  const helt = new Intl.DateTimeFormat(sprak === 'nb' ? 'nb-NO' : 'en-GB', { ...(bredde === 'MANED' ? {} : { day: 'numeric' }), month: 'long', year: 'numeric', timeZone: 'UTC' });
  const iTabell = (fra: string) => helt.format(new Date(`${fra}T00:00:00Z`));
  const navn = (fra: string) => kort.format(new Date(`${fra}T00:00:00Z`));
  // As many names along the foot as there is room for.
  const hver = Math.ceil(soyler.length / 9);
  const nar = soyler[summer.indexOf(mest)]?.fra;
  return (
    <figure className="diagram" aria-labelledby={`${id}-tittel`}>
      <figcaption id={`${id}-tittel`}>{tittel}</figcaption>
      <ul className="tegnforklaring" aria-hidden>
        {serier.map((s, i) => (
          <li key={s} data-serie={i}>
            {s}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${B} ${H}`} role="img" aria-label={`${tittel}. ${t.statistikk.beskrivelse(sum(summer), mest, nar ? navn(nar) : '–')}`}>
        {[0, tak / 2, tak].map((n) => (
          <g key={n}>
            <line className="strek" x1={VENSTRE} x2={B} y1={y(n)} y2={y(n)} />
            <text className="akse" x={VENSTRE - 8} y={y(n) + 5} textAnchor="end">
              {tall(n)}
            </text>
          </g>
        ))}
        {soyler.map(({ fra, tall: alle }, i) => {
          const x = VENSTRE + i * steg + steg * 0.12;
          const w = Math.min(steg * 0.76, 48);
          return (
            <g key={fra}>
              {alle.map((n, serie) => {
                const under = sum(alle.slice(0, serie));
                return n > 0 && <rect key={serie} data-serie={serie} x={x} width={w} y={y(under + n)} height={Math.max(y(under) - y(under + n) - (under > 0 ? 1.5 : 0), 0.75)} />;
              })}
              {i % hver === 0 && (
                <text className={(i / hver) % 2 ? 'akse annenhver' : 'akse'} x={x + w / 2} y={H - 8} textAnchor={i === 0 ? 'start' : 'middle'}>
                  {navn(fra)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <Details>
        <Details.Summary>
          {t.statistikk.somTabell}
          <span className="ds-sr-only">: {tittel}</span>
        </Details.Summary>
        <Details.Content>
          <div className="tabell" tabIndex={0} role="region" aria-label={tittel}>
            <Table>
              <Table.Head>
                <Table.Row>
                  <Table.HeaderCell>{{ DAG: t.statistikk.dag, UKE: t.statistikk.perUke, MANED: t.statistikk.perManed }[bredde]}</Table.HeaderCell>
                  {serier.map((s) => (
                    <Table.HeaderCell key={s}>{s}</Table.HeaderCell>
                  ))}
                  <Table.HeaderCell>{t.statistikk.antall}</Table.HeaderCell>
                </Table.Row>
              </Table.Head>
              <Table.Body>
                {soyler.map(({ fra, tall: alle }, i) => (
                  <Table.Row key={fra}>
                    <Table.HeaderCell scope="row">{iTabell(fra)}</Table.HeaderCell>
                    {alle.map((n, serie) => (
                      <Table.Cell key={serie}>{tall(n)}</Table.Cell>
                    ))}
                    <Table.Cell>{tall(summer[i] ?? 0)}</Table.Cell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        </Details.Content>
      </Details>
    </figure>
  );
}
