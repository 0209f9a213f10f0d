import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import type { NavigationType } from 'react-router';
import { useSprak } from '../tekst/sprak';

/** The title in the tab: what the page is, and nothing of what the portal is for. */
export function useTittel(tittel: string, feil = false): void {
  const { t } = useSprak();
  useEffect(() => {
    document.title = `${feil ? t.felles.feilITittel : ''}${tittel}`;
  }, [tittel, feil, t]);
}

/** How one came to this page. Given from outside the routes: inside, a route of a rewritten address always says POP. */
export const Ankomst = createContext<`${NavigationType}`>('POP');

/** Whether one is inside a page that has its heading. What is shown instead of a page has to have one of its own. */
export const ISide = createContext(false);

interface Props {
  overskrift: string;
  /** For the tab, where the heading says too much to whoever looks over the shoulder. */
  fanetittel: string;
  feilITittel?: boolean;
  ingress?: ReactNode;
  /** What stands over the heading. */
  over?: ReactNode;
  children?: ReactNode;
}

/** A page: its heading takes focus when one arrives by a link, so that a screen reader begins where the eye does. */
export function Side({ overskrift, fanetittel, feilITittel, ingress, over, children }: Props) {
  useTittel(fanetittel, feilITittel);
  const h1 = useRef<HTMLHeadingElement>(null);
  const ankomst = useContext(Ankomst);
  const forste = useRef(ankomst);
  useEffect(() => {
    // POP is the first load, or «back»: there the browser's own place is the right one.
    if (forste.current !== 'POP') {
      h1.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
  }, []);
  return (
    <>
      <div className="sidetopp">
        {over}
        <Heading level={1} data-size="lg" ref={h1} tabIndex={-1}>
          {overskrift}
        </Heading>
        {ingress && (
          <Paragraph data-size="lg" className="ingress">
            {ingress}
          </Paragraph>
        )}
      </div>
      <ISide value={true}>{children}</ISide>
    </>
  );
}
