import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
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

/** Tells the page one is inside that one more, or one less, place in it says what is wrong. */
type Feilmelder = (antall: 1 | -1) => void;
const Sammenheng = createContext<Feilmelder | null>(null);

/** Whether one is inside a page that has its heading. What is shown instead of a page has to have one of its own. */
export const useISide = (): boolean => useContext(Sammenheng) !== null;

/** Has the title of the page begin with «Feil:» as long as what is wrong is shown: a screen reader says it first. */
export function useFeilITittel(vist = true): void {
  const meld = useContext(Sammenheng);
  useEffect(() => {
    if (!vist || !meld) return undefined;
    meld(1);
    return () => meld(-1);
  }, [vist, meld]);
}

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
  const [feilene, settFeilene] = useState(0);
  const meld = useCallback<Feilmelder>((antall) => settFeilene((n) => n + antall), []);
  useTittel(fanetittel, feilITittel || feilene > 0);
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
      <Sammenheng value={meld}>{children}</Sammenheng>
    </>
  );
}
