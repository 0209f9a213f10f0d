// Layout shifts: what moves under the eye without anybody having touched the page.

/** Notes every shift of the page, with what moved. To be called before the page is opened. */
export async function folgHopp(context) {
  await context.addInitScript(() => {
    window.hopp = [];
    new PerformanceObserver((liste) => {
      for (const h of liste.getEntries()) {
        if (h.hadRecentInput) continue;
        window.hopp.push({
          verdi: h.value,
          hva: h.sources.map(({ node }) => (node?.nodeType === 1 ? `${node.tagName}.${node.className}` : String(node?.textContent).slice(0, 30))),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The sum of the page's shifts since it was opened, or since last asked, and what they were. */
export async function hoppet(page) {
  return page.evaluate(async () => {
    // Two frames: a shift is told of after the frame it came in.
    await new Promise((ferdig) => requestAnimationFrame(() => requestAnimationFrame(ferdig)));
    const alle = window.hopp.splice(0);
    return { sum: alle.reduce((sum, h) => sum + h.verdi, 0), alle };
  });
}
