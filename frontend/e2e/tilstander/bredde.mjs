// What does not find room: measured in the page itself, one line for each thing.

/** WCAG 1.4.10: what is wider than the window, so that one must scroll sideways. */
export function bredere() {
  const { clientWidth: kant, scrollWidth: bredde } = document.documentElement;
  if (bredde <= kant) return [];
  const navn = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} «${e.textContent.trim().slice(0, 40)}» reaches ${Math.round(e.getBoundingClientRect().right)} px`;
  const ute = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > kant + 1);
  // The innermost: what is around them is wide because they are.
  const innerst = ute.filter((e) => !ute.some((annet) => annet !== e && e.contains(annet)));
  if (innerst.length) return innerst.slice(0, 5).map(navn);
  const renner = [...document.querySelectorAll('html, body, body *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.scrollWidth > kant && getComputedStyle(e).overflowX === 'visible');
  return [`the page is ${bredde} px, but no element: what a box draws, or text that runs out of ${renner.map(navn).at(-1) ?? 'nothing known'}`];
}

/** What one presses, but a link in the middle of a text, and a box whose label is pressed as well. */
export function smaMal() {
  return [...document.querySelectorAll('a[href], button, select, summary, u-summary, input:not([type=hidden])')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.ds-sr-only, .ds-skip-link') && !e.matches('.ds-skip-link, input[type=file]'))
    .filter((e) => !(e.matches('a') && /^(P|LI|DD|SPAN|STRONG|DIV|TD)$/.test(e.parentElement.tagName) && e.parentElement.textContent.trim() !== e.textContent.trim()))
    .flatMap((e) => {
      const mal = [e, ...(e.matches('[type=checkbox], [type=radio]') ? e.labels : [])].map((m) => m.getBoundingClientRect());
      const bredde = Math.max(...mal.map((m) => m.right)) - Math.min(...mal.map((m) => m.left));
      const hoyde = Math.max(...mal.map((m) => m.bottom)) - Math.min(...mal.map((m) => m.top));
      return bredde && (bredde < 24 || hoyde < 24) ? [`${e.tagName.toLowerCase()} «${(e.textContent || e.id).trim().slice(0, 30)}» ${Math.round(bredde)}×${Math.round(hoyde)}`] : [];
    });
}

/** Text that a box hides the end of. */
export function kuttet() {
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.checkVisibility() && e.textContent.trim() && !e.closest('.ds-sr-only, .ds-skip-link, svg, [aria-hidden=true], .merke-navn, textarea, [hidden]'))
    .filter((e) => {
      const { overflowX, overflowY } = getComputedStyle(e);
      const skjult = (o) => o === 'hidden' || o === 'clip';
      return (skjult(overflowY) && e.scrollHeight > e.clientHeight + 2) || (skjult(overflowX) && e.scrollWidth > e.clientWidth + 2);
    })
    .map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
}

/**
 * Words that have no room: two that lie upon each other or have no space between, and one that is broken where it has no hyphen. Not what no language has
 * words for: references, addresses and fingerprints, which may break anywhere.
 */
export function ordITrengsel() {
  const rot = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const utelatt = '.ds-sr-only, .ds-skip-link, script, style, noscript, textarea, select, option, datalist, code, pre, [hidden], .fot, .topp, [role=listbox]';
  const gang = document.createTreeWalker(rot, NodeFilter.SHOW_TEXT);
  const tekster = [];
  const brutt = [];
  for (let n = gang.nextNode(); n; n = gang.nextNode()) {
    const e = n.parentElement;
    if (!n.data.trim() || e.closest(utelatt) || !e.checkVisibility({ visibilityProperty: true })) continue;
    const omrade = document.createRange();
    omrade.selectNodeContents(n);
    tekster.push({ n, bokser: [...omrade.getClientRects()].filter((r) => r.width > 1) });
    if (e.closest('svg') || getComputedStyle(e).overflowWrap === 'anywhere' || getComputedStyle(e).wordBreak === 'break-all') continue;
    for (const { 0: ord, index } of n.data.matchAll(/[\p{L}\u00AD]{6,}/gu)) {
      omrade.setStart(n, index);
      omrade.setEnd(n, index + ord.length);
      const linjer = new Set([...omrade.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top)));
      if (linjer.size > 1 && !ord.includes('\u00AD')) brutt.push(`«${ord}» in ${e.tagName.toLowerCase()}.${e.className} is broken in the middle`);
    }
  }
  const over = [];
  tekster.forEach(({ n, bokser }, i) => {
    const neste = tekster[i + 1];
    const [slutt, start] = [bokser.at(-1), neste?.bokser[0]];
    if (slutt && start && /[\p{L}\d]$/u.test(n.data) && /^[\p{L}\d]/u.test(neste.n.data) && Math.abs(start.left - slutt.right) < 2 && Math.abs(start.bottom - slutt.bottom) < 8) {
      over.push(`«${n.data.trim().slice(-20)}» runs into «${neste.n.data.trim().slice(0, 20)}»`);
    }
    for (const annen of tekster.slice(i + 1)) {
      const traff = bokser.some((a) => annen.bokser.some((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6));
      if (traff) over.push(`«${n.data.trim().slice(0, 30)}» lies upon «${annen.n.data.trim().slice(0, 30)}»`);
    }
  });
  return [...new Set([...brutt, ...over])].slice(0, 6);
}
