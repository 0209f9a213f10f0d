/** What a file is to a person, by its MIME type. */
export type Filslag = 'PDF' | 'BILDE' | 'DOKUMENT' | 'REGNEARK' | 'ANNEN';

export function filslag(mimeType: string): Filslag {
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return 'PDF';
  if (type.startsWith('image/')) return 'BILDE';
  if (/spreadsheet|excel|csv/.test(type)) return 'REGNEARK';
  if (/word|opendocument\.text|rtf|^text\//.test(type)) return 'DOKUMENT';
  return 'ANNEN';
}

/** Whether a browser shows it, and the server lets it: an SVG may hold a script, and is for downloading. */
export const kanApnes = (mimeType: string): boolean =>
  ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(mimeType.split(';')[0]?.trim().toLowerCase() ?? '');

/** A size as people say it: «12 kB», «1,4 MB». Decimal, as file managers in Norway have it. */
export function storrelse(bytes: number, tall: (n: number) => string): string {
  if (bytes < 1000) return `${tall(bytes)} byte`;
  if (bytes < 999_500) return `${tall(Math.round(bytes / 1000))} kB`;
  return `${tall(Math.round(bytes / 100_000) / 10)} MB`;
}
