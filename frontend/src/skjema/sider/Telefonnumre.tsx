/** The numbers again, since on a phone the box with them is a long way up. */
export function Telefonnumre() {
  return (
    <p className="telefonnumre">
      {['112', '02800', '116 111'].map((nummer) => (
        <a key={nummer} href={`tel:${nummer.replace(' ', '')}`} className="haster-nummer">
          {nummer}
        </a>
      ))}
    </p>
  );
}
