// Waiting for a state to be there.

/** Waits until something is seen, and gives the page. */
export async function expectSynlig(page, velger) {
  await page.locator(velger).first().waitFor({ timeout: 20_000 });
  return page;
}

export const laster = (page) => expectSynlig(page, 'main .laster');
/** What could not be fetched is said, and may be tried again. */
export const feil = (page) => expectSynlig(page, 'main [role=alert] button');
