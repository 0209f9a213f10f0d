/**
 * Lets the style elements that GraphiQL's editor makes carry the page's nonce, which the page's policy asks of them: Monaco
 * has no setting for it. Loaded before the editor is.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const lag = document.createElement.bind(document) as (navn: string, valg?: ElementCreationOptions) => HTMLElement;

document.createElement = ((navn: string, valg?: ElementCreationOptions) => {
  const element = lag(navn, valg);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
}) as typeof document.createElement;
