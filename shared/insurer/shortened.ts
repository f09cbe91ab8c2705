import { hash } from 'node:crypto';

/** A text of at most so many bytes of UTF-8. A longer one is cut, and a hash of the whole text tells it from others that begin so. */
export function shortened(text: string, mostBytes: number): string {
  let length = Buffer.byteLength(text);
  if (length <= mostBytes) return text;
  const end = `~${hash('sha256', text).slice(0, 16)}`;
  const letters = [...text];
  while (length + end.length > mostBytes) length -= Buffer.byteLength(letters.pop() ?? '');
  return letters.join('') + end;
}
