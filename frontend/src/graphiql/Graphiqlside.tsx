import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { innloggingssti } from '../api/innlogging';
import { forlatRaskt } from '../flukt/forlat';
import { Skiftmelding } from '../flukt/Skiftmelding';
import type { Graphiqltekst } from '../tekst/graphiql/nb';
import type { Tekster } from '../tekst/nb';
import { medSprak, type Sprak } from '../tekst/sprakkode';
import type { Tryggramme } from '../tekst/trygg/rammeNb';
import { eksempler } from './eksempler';
import { lagSporrer } from './sporrer';

/** Where GraphiQL would keep what is typed: nowhere. Queries and variables hold what is about persons; the device may be shared. */
const ingenLagring = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, clear: () => undefined, length: 0 };

/** GraphiQL, for administrators: without its history, and without headers of one's own, since those are the portal's. */
export function Graphiqlside({ t, forlat, ramme, sprak }: { t: Graphiqltekst; forlat: Tekster['forlat']; ramme: Tryggramme; sprak: Sprak }) {
  const [ute, settUte] = useState(false);
  const sporrer = useMemo(() => lagSporrer(settUte), []);
  return (
    <>
      <header className="gq-topp">
        <h1>{t.tittel}</h1>
        <p>{t.om}</p>
        <a href={medSprak(sprak, '/admin')}>{t.tilbake}</a>
        <button type="button" className="gq-forlat" onClick={forlatRaskt}>
          {forlat.knapp}
        </button>
        <Skiftmelding t={ramme.skift} />
      </header>
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
