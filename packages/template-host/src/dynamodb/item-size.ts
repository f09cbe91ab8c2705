import type { AttributeValue, Item } from './table-shape.ts';

/** The largest item in bytes, including names ("Service, account, and table quotas", item size 400 KB). */
export const largestItem = 400 * 1024;

const utf8 = (text: unknown) => Buffer.byteLength(String(text));
const binary = (base64: unknown) => Buffer.byteLength(String(base64), 'base64');

/** One byte for each two significant digits, one more, and one again for a sign. */
function numberSize(text: unknown): number {
  const digits = String(text)
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (String(text).startsWith('-') ? 1 : 0);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isRecord = (value: unknown): value is AttributeValue => typeof value === 'object' && value !== null;
const isItem = (value: unknown): value is Item => isRecord(value) && Object.values(value).every(isRecord);
const total = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0);

function valueSize(value: AttributeValue): number {
  const [type, content] = Object.entries(value)[0] ?? [];
  switch (type) {
    case 'S':
      return utf8(content);
    case 'N':
      return numberSize(content);
    case 'B':
      return binary(content);
    case 'SS':
      return total(list(content).map(utf8));
    case 'NS':
      return total(list(content).map(numberSize));
    case 'BS':
      return total(list(content).map(binary));
    case 'L':
      return 3 + total(list(content).map((child) => 1 + (isRecord(child) ? valueSize(child) : 0)));
    case 'M':
      return 3 + (isItem(content) ? Object.keys(content).length + itemSize(content) : 0);
    default:
      return 1; // BOOL and NULL
  }
}

/**
 * The size of an item in bytes as DynamoDB counts it: UTF-8 of names and values ("DynamoDB item sizes and formats"). dynalite's
 * own count takes UTF-16 units, which would accept items of Hungarian text that are too large.
 */
export const itemSize = (item: Item): number =>
  total(Object.entries(item).map(([name, value]) => utf8(name) + valueSize(value)));
