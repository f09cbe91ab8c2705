import type { RowConsequences } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { columns, type RegistryRow } from '#shared/insurer/registry/registry-row.ts';
import { anIdentity } from './identity.ts';

/** A good row of the insurer's file. */
export const aRow = (changes: Partial<RegistryRow> = {}): RegistryRow => ({
  policyNumber: 'P-1',
  product: 'home',
  state: 'valid',
  paymentMethod: 'bank-transfer',
  customerId: 'C1',
  identity: anIdentity(),
  ...changes,
});

/** An import that changes no enrolment. */
export const nothingFollows: RowConsequences = { of: async () => new Map(), ofFirst: async () => new Map() };

/** An eligible policy of the registry. */
export const aPolicy = (changes: Partial<RegistryPolicy> = {}): RegistryPolicy => ({
  policyNumber: 'P-1',
  product: 'home',
  state: 'valid',
  paymentMethod: 'bank-transfer',
  holder: 'C1',
  ...changes,
});

const quote = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** One line of the file (RFC 4180), without its line end; `changes` by column. */
export const csvLine = (changes: Readonly<Record<string, string>> = {}) => {
  const { identity, isUnaccented: _, ...policy } = aRow();
  const values: Record<string, string> = { ...policy, ...identity, ...changes };
  return columns.map((column) => quote(values[column] ?? '')).join(',');
};
/** Lines of so many policies, each of another person. */
export const csvLines = (count: number, changes: Readonly<Record<string, string>> = {}) =>
  Array.from({ length: count }, (_, at) => csvLine({ policyNumber: `P-${at}`, customerId: `C${at}`, ...changes }));
export const csvHeader = columns.join(',');
export const csvFile = (...lines: readonly string[]) => `${[csvHeader, ...lines].join('\n')}\n`;

/** The bytes in pieces of a size, as a download brings them; they can be read again. */
export function inPieces(content: string | Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

/** The same bytes as a file of the insurer's bucket. */
export const aFile = (content: string | Uint8Array, size?: number) => ({
  lastModified: new Date('2027-01-31T09:00:00Z'),
  chunks: inPieces(content, size),
});

/** A text as a program without UTF-8 writes it. Only for letters that both encodings have. */
export function inSingleBytes(text: string, encoding: 'windows-1250' | 'iso-8859-2'): Uint8Array {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (letter) => {
    const byte = letters.indexOf(letter);
    if (byte < 0) throw new Error(`${encoding} has no ${letter}`);
    return byte;
  });
}
