import { XMLParser } from 'fast-xml-parser';
import { malformedXml } from './s3-error.ts';

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// Control characters are legal in a key; S3 writes them as character references even if XML 1.0 does not allow these.
const escapeText = (text: string) =>
  text.replace(/[&<>"']|\p{Cc}/gu, (char) => named[char] ?? `&#x${char.charCodeAt(0).toString(16)};`);

/** An element with text; nothing if there is no value. */
export const textElement = (name: string, value: string | number | boolean | undefined) =>
  value === undefined ? '' : `<${name}>${escapeText(String(value))}</${name}>`;

/** An element with other elements, which are written already. */
export const element = (name: string, ...children: readonly string[]) => `<${name}>${children.join('')}</${name}>`;

/** A whole S3 answer: XML declaration, root in S3's namespace. */
export const xmlDocument = (root: string, ...children: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children.join('')}</${root}>`;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// The parser's own entity handling is off, because it limits how many a document may hold, and DeleteObjects holds thousands.
const unescapeText = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
  isArray: (name) => name === 'Object' || name === 'Part',
  tagValueProcessor: (_name, value) => unescapeText(value),
});

/** The content of a request's XML, with `Object` and `Part` always as lists and every value a string. Throws MalformedXML. */
export function parseXml(body: Buffer): unknown {
  try {
    return parser.parse(body.toString('utf8'), true);
  } catch {
    throw malformedXml();
  }
}
