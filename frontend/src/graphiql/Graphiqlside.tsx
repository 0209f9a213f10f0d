import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { innloggingssti } from '../api/innlogging';
import { forlatRaskt } from '../flukt/forlat';
import { Skiftmelding } from '../flukt/Skiftmelding';
import { innebygde } from '../ramme/hastenumre';
import { Nummerliste } from '../ramme/Nummerliste';
import type { Graphiqltekst } from '../tekst/graphiql/nb';
import type { Tekster } from '../tekst/nb';
import { medSprak, type Sprak } from '../tekst/sprakkode';
import type { Tryggramme } from '../tekst/trygg/rammeNb';
import { eksempler } from './eksempler';
import { lagSporrer } from './sporrer';

/** Where GraphiQL would keep what is typed: nowhere. Queries and variables hold what is about persons; the device may be shared. */
const ingenLagring = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, clear: () => undefined, length: 0 };

/**
 * GraphiQL, for administrators: without its history, and without headers of one's own, since those are the portal's. Whom to call
 * stands here as on every page, in the built-in words: what an administrator has written is not fetched for it.
 */
export function Graphiqlside({ t, portal, ramme, sprak }: { t: Graphiqltekst; portal: Tekster; ramme: Tryggramme; sprak: Sprak }) {
  const [ute, settUte] = useState(false);
  const sporrer = useMemo(() => lagSporrer(settUte), []);
  return (
    <>
      <header className="gq-topp">
        <h1>{t.tittel}</h1>
        <p>{t.om}</p>
        <a href={medSprak(sprak, '/admin')}>{t.tilbake}</a>
        <button type="button" className="gq-forlat" onClick={forlatRaskt}>
          {portal.forlat.knapp}
        </button>
        <Skiftmelding t={ramme.skift} />
      </header>
      <aside className="gq-haster" aria-labelledby="haster-tittel">
        <h2 id="haster-tittel">{portal.haster.tittel}</h2>
        <Nummerliste numre={innebygde(portal)} />
      </aside>
      <div role="alert" className="gq-ute">
        {ute && (
          <p>
            {t.ute}{' '}
            <a href={innloggingssti(medSprak(sprak, '/innlogget'), 'HOYT')} target="_blank">
              {t.loggInn}
            </a>
          </p>
        )}
      </div>
      <main lang="en" className="gq-kropp">
        <GraphiQL
          fetcher={sporrer}
          defaultTabs={eksempler}
          storage={ingenLagring}
          plugins={[]}
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          defaultEditorToolsVisibility="variables"
          forcedTheme="light"
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo> </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}
