import { withoutTraces } from './pasted.ts';

/** RFC 5321, 4.5.3.1: a local part has at most 64 octets, a path at most 256 with its angle brackets. */
const longestLocalPart = 64;
const longestAddress = 254;
/** The longest domain that DNS knows, in characters without the final dot. */
const longestDomain = 253;

/** RFC 5321, 4.1.2, Dot-string. */
const dotString = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** RFC 5321, 4.1.2, Quoted-string. */
const quotedString = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** No top-level domain is a number, so `192.0.2.1` is no domain. */
const topLevel = /^[a-z][a-z0-9-]*[a-z0-9]$/;

/** What is written before an address in letterheads and address books. */
const leading = /^(?:e-?mail(?: ?-?c[íi]m)?|c[íi]m|m)\s*:\s*/i;

/** The address of a link, without its question mark; `%27` is an apostrophe there. Some write `mailto://`, like a page's link. */
function fromLink(link: string): string {
  const address = link.replace(/^(?:mailto:)+(?:\/\/)?/i, '').replace(/(@[^?]*)\?.*$/, '$1');
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/**
 * Removes what surrounds a copied address: `mailto:`, a name before or behind it, brackets, quotation marks, punctuation of the
 * sentence, and the blanks that telephones put around the `@`.
 */
function unwrap(text: string): string {
  const inBrackets = /<([^<>]*)>[.,;:]*$/.exec(text)?.[1] ?? text;
  const bare = inBrackets
    .trim()
    .replace(/\s+\([^()]*\)$/, '')
    .replace(leading, '');
  const inQuotes = /^(['"])(.*)\1$/.exec(bare)?.[2] ?? bare;
  // No domain ends with these, and no local part begins with them.
  const address = inQuotes.replace(/^[\s<([„“”»«]+/, '').replace(/[\s.,;:!?/>)\]„“”»«]+$/, '');
  return (/^mailto:/i.test(address) ? fromLink(address) : address).replace(/\s*@\s*/, '@');
}

/** The shortest form of a local part, with quotation marks only if they are needed. Undefined if the text is no local part. */
function readLocalPart(text: string): string | undefined {
  if (text.length > longestLocalPart) return undefined;
  if (dotString.test(text)) return text;
  if (!quotedString.test(text)) return undefined;
  const inner = text.slice(1, -1).replace(/\\(.)/g, '$1');
  return dotString.test(inner) ? inner : `"${inner.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether the platform takes this as the name of a host. Not URL.canParse: browsers have it from Safari 17 and Chrome 120 on. */
function isHost(text: string): boolean {
  try {
    return Boolean(new URL(`http://${text}`));
  } catch {
    return false;
  }
}

/** A domain as DNS knows it, in Punycode and lower case (IDNA: UTS 46). Undefined if mail cannot go there. */
function readDomain(text: string): string | undefined {
  // URLs also allow ports, paths, and numbers as addresses.
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uff61-]+$/u.test(text) || !isHost(text)) return undefined;
  // In Punycode a label's ends no longer show.
  if (/(?:^|[.\u3002\uff61])-|-(?:$|[.\u3002\uff61])/.test(text)) return undefined;
  const domain = new URL(`http://${text}`).hostname;
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > longestDomain || !labels.every((one) => label.test(one))) return undefined;
  return topLevel.test(labels.at(-1) ?? '') ? domain : undefined;
}

/**
 * The e-mail address in the form that mail is sent to: a local part by RFC 5321, the domain in Punycode. Undefined for a text
 * that cannot be an address, or that our mail could not reach: a domain without a dot, an address literal (`[192.0.2.1]`), a
 * local part beyond ASCII (SES has no SMTPUTF8). The same in page and API (R4.2).
 */
export function readEmail(text: string): string | undefined {
  const address = unwrap(withoutTraces(text));
  const at = address.lastIndexOf('@');
  const [local, domain] = [readLocalPart(address.slice(0, Math.max(at, 0))), readDomain(address.slice(at + 1))];
  if (at < 1 || local === undefined || domain === undefined) return undefined;
  return local.length + 1 + domain.length <= longestAddress ? `${local}@${domain}` : undefined;
}
