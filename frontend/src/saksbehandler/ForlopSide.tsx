import { Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentIBakgrunnen, hentNytt } from '../api/hentNytt';
import { MottaksforlopDocument, type MottaksforlopQuery } from '../gql/saksbehandler/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { useSkranke } from './Skrankelager';

type Forlop = NonNullable<MottaksforlopQuery['mottattMelding']>;

/** All that has happened to one report, oldest first. Read again when the inbox is told of a change to it. */
export function ForlopSide({ id }: { id: string }) {
  const t = useSkranketekst();
  const { tid } = useSprak();
  const klient = useClient();
  const { bydel, tilstand } = useSkranke();
  const [forlop, settForlop] = useState<Forlop | null>();
  const [feil, settFeil] = useState<Feil>();

  const hent = useCallback(
    async (hentMed = hentNytt) => {
      const { data, error } = await hentMed(klient, MottaksforlopDocument, { id });
      settFeil(lesFeil(error));
      if (data) settForlop(data.mottattMelding ?? null);
    },
    [klient, id],
  );
  useEffect(() => void hent(), [hent]);
  const rad = tilstand.rader.get(id);
  useEffect(() => {
    if (rad) void hent(hentIBakgrunnen);
  }, [rad, hent]);

  const tilbake = <Lenke til={`/mottak/${bydel.kommunenummer}/${bydel.bydelsnummer}`}>{t.forlop.tilbake}</Lenke>;
  if (feil && !forlop) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (forlop === undefined) return <Laster />;
  if (forlop === null) {
    return (
      <Side overskrift={t.forlop.finnesIkke} fanetittel={t.fanetittel} over={tilbake}>
        <Paragraph>{t.forlop.finnesIkkeTekst}</Paragraph>
      </Side>
    );
  }
  const { melding, hendelser } = forlop;
  return (
    <Side overskrift={t.forlop.tittel(melding.nr)} fanetittel={t.fanetittel} over={tilbake}>
      <Paragraph>
        {t.referanse} <span className="referanse">{melding.referanse}</span>
      </Paragraph>
      <ol className="forlop">
        {hendelser.map((h, i) => (
          <li key={i}>
            <time dateTime={h.tidspunkt}>{tid(h.tidspunkt)}</time>
            <div>
              <strong>{t.forlop.slag[h.slag]}</strong>
              <p className="dempet">
                {h.kollega ? h.kollega.navn || t.kollega : t.forlop.rolle[h.rolle]}
                {h.detalj && ` · ${t.forlop.detalj[h.detalj] ?? h.detalj}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Side>
  );
}
