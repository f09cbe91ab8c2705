import { decodeEncodedWords } from './encoded-word.ts';

/** A MIME message as far as it is read here: its headers. */
export type RawMessage = {
  readonly raw: string;
  /** Everything below the headers, as it came. */
  readonly body: string;
  /** The decoded values of a header, split at commas where it lists addresses. */
  readonly header: (name: string) => string[];
};

const lists = ['to', 'cc', 'bcc', 'reply-to'];

/** Reads a base64 MIME message (RFC 5322 headers, folded lines joined). */
export function readRawMessage(base64: string): RawMessage {
  const raw = Buffer.from(base64, 'base64').toString('utf8');
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const body = end ? raw.slice(end.index + end[0].length) : '';
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const header = (name: string) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim())
      .flatMap((value) =>
        lists.includes(name) ? splitAddresses(value) : [name === 'subject' ? decodeEncodedWords(value) : value],
      );
  return { raw, body, header };
}

/** Splits at the commas that stand outside quoted names. */
const splitAddresses = (value: string) =>
  (value.match(/(?:"(?:\\.|[^"\\])*"|[^",])+/g) ?? []).map((part) => part.trim()).filter(Boolean);
