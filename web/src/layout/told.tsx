import { dialable } from '#shared/contract/helpline.ts';
import { insurer } from '../insurer.ts';

/** The helpline's number, to dial by a tap where it can be dialled; it never breaks over two lines. */
export function HelplineNumber() {
  const number = dialable(insurer.helpline);
  if (!number) return <strong class="whole">{insurer.helpline}</strong>;
  return (
    <a class="whole" href={`tel:${number}`}>
      {insurer.helpline}
    </a>
  );
}

/** A text in which the helpline's number is a link. */
export function Told({ text }: { text: string }) {
  const [first, ...others] = text.split(insurer.helpline);
  return (
    <>
      {first}
      {others.map((part) => (
        <>
          <HelplineNumber />
          {part}
        </>
      ))}
    </>
  );
}
