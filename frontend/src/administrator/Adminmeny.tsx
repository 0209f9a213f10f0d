import { Link as DsLenke } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';

const sider = ['oversikt', 'meldinger', 'statistikk', 'nokler', 'tilganger', 'integrasjoner', 'drift', 'endringer'] as const;

/** The pages of the desk. */
export function Adminmeny() {
  const t = useAdmintekst();
  const { lenke, sti } = useSprak();
  return (
    <nav className="adminmeny" aria-label={t.meny.navn}>
      <ul>
        {sider.map((side) => {
          const til = side === 'oversikt' ? '/admin' : `/admin/${side}`;
          const her = side === 'oversikt' ? /^\/admin(\/(kommune|bydel)\/.*)?$/.test(sti) : sti.startsWith(til);
          return (
            <li key={side}>
              <DsLenke asChild>
                <Link to={lenke(til)} aria-current={her ? 'page' : undefined}>
                  {t.meny[side]}
                </Link>
              </DsLenke>
            </li>
          );
        })}
        <li>
          <DsLenke href="/admin/graphiql">GraphiQL</DsLenke>
        </li>
      </ul>
    </nav>
  );
}
