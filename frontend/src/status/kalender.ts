/** How long a public reporter waits before asking, in days. */
export const VENTEDAGER = 21;

/** The day, so many days after an instant, as it is in Norway: «2026-12-13». */
export function dagEtter(instant: string, dager: number): string {
  const dag = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' }).format(new Date(instant));
  const [aar = 0, maned = 1, nr = 1] = dag.split('-').map(Number);
  return new Date(Date.UTC(aar, maned - 1, nr + dager)).toISOString().slice(0, 10);
}

/**
 * A calendar file (RFC 5545) with one whole day and a title. It holds nothing of the report, neither its reference nor an
 * address to come back to: whoever sees the calendar learns only that somebody waits for an answer. No alarm goes off.
 */
export function kalenderfil(dag: string, tittel: string, uid: string, na: Date): string {
  const uten = (tekst: string) => tekst.replaceAll('-', '');
  const stempel = `${na.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//-//-//NO',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stempel}`,
    `DTSTART;VALUE=DATE:${uten(dag)}`,
    `DTEND;VALUE=DATE:${uten(dagEtter(`${dag}T12:00:00Z`, 1))}`,
    `SUMMARY:${tittel.replace(/[\\,;]/g, '\\$&')}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
