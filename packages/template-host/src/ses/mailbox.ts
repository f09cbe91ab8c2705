import { AwsError } from '#host/aws/service.ts';
import { decodeEncodedWords } from './encoded-word.ts';

/** An address and the name shown beside it. */
export type Mailbox = { readonly address: string; readonly displayName: string };

const refuse = (reason: string) => new AwsError('InvalidParameterValue', reason);

/** Parses `name@domain` or `Display Name <name@domain>`. Throws InvalidParameterValue in SES's words for a wrong address. */
export function parseMailbox(text: string): Mailbox {
  // SES has no SMTPUTF8: a name with other letters must be sent as RFC 2047 encoded words, a domain as Punycode.
  const [, name = '', address = text] = /^([^<>]*)<([^<>]*)>$/s.exec(text.trim()) ?? [];
  checkAddress(address.trim());
  if (!isAscii(name)) throw refuse('Display name contains non-ASCII characters; it must be encoded as RFC 2047 says');
  const unquoted = name
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/gs, '$1');
  return { address: address.trim(), displayName: decodeEncodedWords(unquoted) };
}

/** The domain of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function checkAddress(address: string) {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  if (at < 0 || domain === '') throw refuse("Missing final '@domain'");
  if (local === '') throw refuse('Missing local name');
  if (hasBlank(local)) throw refuse('Local address contains control or whitespace');
  if (hasBlank(domain)) throw refuse('Domain contains control or whitespace');
  if (!isAscii(local) || /[()<>,;:\\"[\]@]/.test(local)) throw refuse('Local address contains illegal character');
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) throw refuse('Domain contains illegal character');
  checkDots('Local address', local);
  checkDots('Domain', domain);
}

function checkDots(part: string, text: string) {
  if (text.startsWith('.')) throw refuse(`${part} starts with dot`);
  if (text.endsWith('.')) throw refuse(`${part} ends with dot`);
  if (text.includes('..')) throw refuse(`${part} contains dot-dot`);
}

const isAscii = (text: string) => [...text].every((character) => character < '\u0080');
const hasBlank = (text: string) => [...text].some((character) => character <= ' ' || character === '\u007f');
