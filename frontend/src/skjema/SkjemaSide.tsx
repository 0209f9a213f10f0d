import { useQuery } from 'urql';
import { useSesjon } from '../api/sesjon';
import { KommunerDocument } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { LoggInn } from '../sider/Innlogging';
import { useSprak } from '../tekst/sprak';
import { Skjema } from './Skjema';
import { erPabegynt, useUtkast } from './utkast';

/**
 * The private person's form, behind the login. One who has begun writing and is then logged out keeps the form: what is
 * typed is worth more than a tidy page.
 */
export function SkjemaSide() {
  const { t } = useSprak();
  const { tilstand, meg, les } = useSesjon();
  const { utkast } = useUtkast();
  const pabegynt = erPabegynt(utkast);
  const vis = tilstand === 'INNE' || pabegynt;
  const [{ data, error }, hent] = useQuery({ query: KommunerDocument, pause: !vis });

  if (tilstand === 'FEIL' && !pabegynt) return <HentFeilet onIgjen={() => void les()} />;
  if (tilstand === 'UKJENT' && !pabegynt) return <Laster />;
  if (!vis) return <LoggInn tekst={t.innlogging.skjema} til="/privat" niva="BETYDELIG" medAnonym />;
  if (data) return <Skjema kommuner={data.kommuner} navn={meg?.navn} utlogget={tilstand === 'UTE'} />;
  if (error) return <HentFeilet tekst={t.skjema.kommuneFeilet} onIgjen={() => hent()} />;
  return <Laster />;
}
