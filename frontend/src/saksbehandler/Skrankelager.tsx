import { createContext, useCallback, useContext, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentIBakgrunnen, hentNytt } from '../api/hentNytt';
import type { MegQuery } from '../gql/graphql';
import {
  AvvisMottakDocument,
  BekreftMottakDocument,
  MottakDocument,
  MottakEndretDocument,
  TaMottakDocument,
  type MottakGrunn,
  type MottattFragment,
} from '../gql/saksbehandler/graphql';
import { harUprovdHull, innboks, tomInnboks, type Filter, type Innboks } from './innboks';

export type Bydel = NonNullable<MegQuery['meg']>['bydeler'][number];

const SIDESTORRELSE = 50;

/** The question that stands open at the desk, with what has been written in it. */
export type Sporsmal = { slag: 'BEKREFT'; id: string } | { slag: 'AVVIS'; id: string; grunn: MottakGrunn | ''; tekst: string };

/** What a caseworker has said of each report of the day's list, by the report's id: is it in their own system? */
export type Svar = ReadonlyMap<string, boolean>;

interface Skranke {
  bydel: Bydel;
  /** Kollega.id of the one who sits here. */
  meg: string | null;
  tilstand: Innboks;
  feil: Feil | undefined;
  /** False when the inbox is not, or no longer, this caller's. */
  finnes: boolean;
  hent: () => Promise<void>;
  hentEldre: () => Promise<void>;
  velgFilter: (filter: Filter) => void;
  /** Each is false when it was not stored. */
  bekreft: (id: string) => Promise<boolean>;
  avvis: (id: string, grunn: MottakGrunn, tekst: string) => Promise<boolean>;
  ta: (id: string, ta: boolean) => Promise<boolean>;
  sporsmal: Sporsmal | undefined;
  settSporsmal: (sporsmal: Sporsmal | undefined) => void;
  /** The row where one works. */
  valgt: string | undefined;
  velg: (id: string) => void;
  svar: Svar;
  settSvar: (svar: Svar) => void;
}

const Sammenheng = createContext<Skranke | null>(null);

/**
 * One inbox, live, and all one has begun at it. It lives above the pages: they go when the session ends, and this does not, so
 * that the desk is as it was when the same person has logged in again. Its subscription has by then begun anew by itself, and
 * the first message of that is the sign to read again.
 */
export function Skrankelager({ bydel, meg, children }: { bydel: Bydel; meg: string | null; children: ReactNode }) {
  const { kommunenummer, bydelsnummer } = bydel;
  const klient = useClient();
  const [tilstand, send] = useReducer(innboks, { ...tomInnboks, meg });
  const [feil, settFeil] = useState<Feil>();
  const [finnes, settFinnes] = useState(true);
  const [sporsmal, settSporsmal] = useState<Sporsmal>();
  const [valgt, velg] = useState<string>();
  const [svar, settSvar] = useState<Svar>(new Map());
  const { filter, neste } = tilstand;

  const hentSide = useCallback(
    async (after: string | null, hentMed = hentNytt) => {
      const { data, error } = await hentMed(klient, MottakDocument, { kommunenummer, bydelsnummer, filter, first: SIDESTORRELSE, after });
      settFeil(lesFeil(error));
      if (!data) return;
      settFinnes(data.mottak != null);
      if (data.mottak) send({ type: 'SIDE', side: data.mottak, filter, eldre: after !== null });
    },
    [klient, kommunenummer, bydelsnummer, filter],
  );
  const hent = useCallback(() => hentSide(null), [hentSide]);
  const lesIgjen = useCallback(() => void hentSide(null, hentIBakgrunnen), [hentSide]);

  useEffect(() => {
    void hent();
  }, [hent]);

  // How often the server has begun to tell from the beginning. What was missed meanwhile is read with the filter in use.
  const [ganger, settGanger] = useState(0);
  useEffect(
    () =>
      klient.subscription(MottakEndretDocument, { kommunenummer, bydelsnummer }).subscribe(({ data, error }) => {
        const brudd = lesFeil(error);
        // The right was withdrawn: nothing of the inbox stays.
        if (brudd?.kode === 'IKKE_FUNNET') settFinnes(false);
        // A broken socket mends itself, and the page says meanwhile that it is not live.
        else if (brudd && brudd.kode !== 'NETT' && brudd.kode !== 'IKKE_INNLOGGET') settFeil(brudd);
        if (!data) return;
        settFinnes(true);
        send({ type: 'ENDRING', endring: data.mottakEndret });
        if (data.mottakEndret.nullstill) settGanger((n) => n + 1);
      }).unsubscribe,
    [klient, kommunenummer, bydelsnummer],
  );
  const uprovdHull = harUprovdHull(tilstand);
  useEffect(() => {
    if (ganger > 0 || uprovdHull) lesIgjen();
    // A new filter is read when it is chosen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ganger, uprovdHull]);

  const verdi = useMemo<Skranke>(() => {
    const gjort = (melding: MottattFragment | undefined): boolean => {
      if (melding) send({ type: 'GJORT', melding });
      return Boolean(melding);
    };
    return {
      bydel,
      meg,
      tilstand,
      feil,
      finnes,
      hent,
      hentEldre: () => hentSide(neste),
      velgFilter: (nytt) => send({ type: 'FILTER', filter: nytt }),
      bekreft: async (id) => {
        const { data } = await klient.mutation(BekreftMottakDocument, { input: { id } }).toPromise();
        return gjort(data?.bekreftMottak.melding) && !data?.bekreftMottak.feil;
      },
      avvis: async (id, grunn, tekst) => {
        const { data } = await klient.mutation(AvvisMottakDocument, { input: { id, grunn, melding: tekst || null } }).toPromise();
        return gjort(data?.avvisMottak.melding) && !data?.avvisMottak.feil;
      },
      ta: async (id, ta) => {
        const { data } = await klient.mutation(TaMottakDocument, { input: { id, ta } }).toPromise();
        return gjort(data?.taMottak.melding);
      },
      sporsmal,
      settSporsmal,
      valgt,
      velg,
      svar,
      settSvar,
    };
  }, [bydel, meg, tilstand, feil, finnes, hent, hentSide, neste, klient, sporsmal, valgt, svar]);
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

export function useSkranke(): Skranke {
  const skranke = useContext(Sammenheng);
  if (!skranke) throw new Error('useSkranke outside Skrankelager');
  return skranke;
}
