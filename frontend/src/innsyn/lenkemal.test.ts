import { describe, expect, test } from 'vitest';
import { lesLenkemal } from './lenkemal';

describe('where a link of the case system’s may lead', () => {
  test.each([
    ['https://www.bergen.kommune.no/a?b=c', { href: 'https://www.bergen.kommune.no/a?b=c', vert: 'bergen.kommune.no' }],
    [' https://skjema.no ', { href: 'https://skjema.no/', vert: 'skjema.no' }],
    ['mailto:post@bergen.kommune.no', { href: 'mailto:post@bergen.kommune.no' }],
    ['tel:55565556', { href: 'tel:55565556' }],
  ])('%s', (url, ut) => expect(lesLenkemal(url)).toEqual(ut));

  test.each([
    'http://bergen.kommune.no',
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x/1',
    '/innsyn',
    '//skjema.no',
    'skjema.no',
    'https://',
    'https://bergen.kommune.no@ond.example/',
    '',
  ])('%j is none', (url) => expect(lesLenkemal(url)).toBeUndefined());
});
