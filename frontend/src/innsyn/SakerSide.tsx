import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { SaksradFragment } from '../gql/innsyn/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { VenterOveralt } from './HvaVenter';
import { useSaker } from './Innsynslager';
import { rollegrupper, saksnavn, type Rollegruppe } from './rollegrupper';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

/** One's own cases: whose, as what, and what is happening in them. */
export function SakerSide() {
  const t = useInnsyntekst();
  const { rader, feil, igjen } = useSaker();
  if (rader?.length === 0 && !feil) {
    return (
      <Side overskrift={t.saker.ingen} fanetittel={t.fanetittel.saker} ingress={t.saker.ingenTekst}>
        <VenterOveralt saker={[]} />
        <TilLoggen />
      </Side>
    );
  }
  const grupper = rollegrupper(rader ?? []);
  return (
    <Side overskrift={t.saker.tittel} fanetittel={t.fanetittel.saker} ingress={t.saker.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void igjen()} />}
      {rader && <VenterOveralt saker={rader} />}
      {!rader && !feil && <Laster />}
      {grupper.map((gruppe) => (
        <Gruppe key={gruppe.rolle ?? '-'} gruppe={gruppe} />
      ))}
      {rader && <TilLoggen />}
    </Side>
  );
}

function Gruppe({ gruppe: { rolle, saker } }: { gruppe: Rollegruppe }) {
  const t = useInnsyntekst();
  const id = `rolle-${rolle ?? 'uten'}`;
  return (
    <section aria-labelledby={id}>
      <div className="saksgruppe-topp">
        <Heading level={2} data-size="sm" id={id}>
          {rolle ? kjent(t.saker.grupper, rolle, t.saker.annenRolle) : t.saker.utenRolle}
        </Heading>
        {saker.length > 3 && <span className="dempet">{t.saker.aapne(saker.length)}</span>}
      </div>
      {!rolle && <Paragraph className="dempet">{t.saker.utenRolleTekst}</Paragraph>}
      <ul className="meldinger saker">
        {saker.map((sak) => (
          <Saksrad key={sak.id} sak={sak} />
        ))}
      </ul>
    </section>
  );
}

function Saksrad({ sak }: { sak: SaksradFragment }) {
  const t = useInnsyntekst();
  const { dato, ukedag, dagerTil } = useDatoer();
  const naa = sak.navaerendeMilepel;
  const navn = saksnavn(sak);
  return (
    <li>
      <Lenke til={`/innsyn/sak/${sak.id}`} className="sakslenke">
        {navn}
      </Lenke>
      {navn !== sak.tittel && <p>{sak.tittel}</p>}
      {sak.avsluttet ? (
        <Tag data-color="neutral">{t.saker.avsluttet(dato(sak.avsluttet))}</Tag>
      ) : (
        naa && (
          <p>
            <span className="dempet">{t.saker.na}: </span>
            <strong>{naa.navn}</strong>
            {naa.sluttdato && (dagerTil(naa.sluttdato) ?? -1) >= 0 && (
              <span className="dempet naa-innen">{t.saker.ferdigInnen(ukedag(naa.sluttdato))}</span>
            )}
          </p>
        )
      )}
    </li>
  );
}

export function TilLoggen() {
  const t = useInnsyntekst();
  return (
    <Paragraph className="til-annet">
      <Lenke til="/innsyn/logg">{t.saker.logg}</Lenke>
    </Paragraph>
  );
}
