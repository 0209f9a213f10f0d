import { Button, Details, Fieldset, Paragraph, Radio } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSprak } from '../tekst/sprak';

type Svar = boolean | undefined;

/** Two questions for one who does not know which form is hers. The answers go nowhere. */
export function Skjemahjelp() {
  const { t, lenke } = useSprak();
  const [jobb, settJobb] = useState<Svar>();
  const [plikt, settPlikt] = useState<Svar>();
  const rad = jobb === false || (jobb && plikt === false) ? 'PRIVAT' : jobb && plikt ? 'OFFENTLIG' : undefined;
  return (
    <Details>
      <Details.Summary>{t.forside.usikker}</Details.Summary>
      <Details.Content className="skjemahjelp">
        <Sporsmal navn="jobb" tekst={t.forside.sporsmalJobb} svar={jobb} onSvar={settJobb} />
        {jobb && <Sporsmal navn="plikt" tekst={t.forside.sporsmalPlikt} svar={plikt} onSvar={settPlikt} />}
        <div role="status">{rad && <Paragraph>{rad === 'PRIVAT' ? t.forside.radPrivat : t.forside.radOffentlig}</Paragraph>}</div>
        {rad && (
          <Button asChild>
            <Link to={lenke(rad === 'PRIVAT' ? '/privat' : '/offentlig')}>
              {rad === 'PRIVAT' ? t.forside.privatKnapp : t.forside.offentligKnapp}
            </Link>
          </Button>
        )}
        <Paragraph className="dempet">{t.forside.bytte}</Paragraph>
      </Details.Content>
    </Details>
  );
}

interface Props {
  navn: string;
  tekst: string;
  svar: Svar;
  onSvar: (svar: boolean) => void;
}

function Sporsmal({ navn, tekst, svar, onSvar }: Props) {
  const { t } = useSprak();
  return (
    <Fieldset>
      <Fieldset.Legend>{tekst}</Fieldset.Legend>
      <Radio name={navn} label={t.forside.ja} value="ja" checked={svar === true} onChange={() => onSvar(true)} />
      <Radio name={navn} label={t.forside.nei} value="nei" checked={svar === false} onChange={() => onSvar(false)} />
    </Fieldset>
  );
}
