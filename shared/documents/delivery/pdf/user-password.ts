import { createCipheriv, createHash } from 'node:crypto';
import { asBytes, asDictionary, asName, asNumber, type PdfDictionary } from './pdf-objects.ts';

/** Pads a password that is shorter than 32 bytes (ISO 32000-1, 7.6.3.3, algorithm 2). */
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();

/** RC4, which Node's OpenSSL no longer has. It is its own inverse. */
function rc4(key: Uint8Array, text: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (one: number, other: number) => {
    const kept = at(one);
    state[one & 255] = at(other);
    state[other & 255] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  const pass = (byte: number) => {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    return byte ^ at(at(i) + at(j));
  };
  return Buffer.from(Uint8Array.from(text, pass));
}

/**
 * Whether a reader opens the file without asking for a password: the standard security handler with the empty user password (ISO
 * 32000-1, 7.6.3.4, algorithm 6; ISO 32000-2, 7.6.4.4, algorithms 2.B and 11). Readers try the empty password first and ask only
 * if it fails, so a file that has only an owner's password (no printing, no changes) opens for everybody, and so does one that
 * encrypts only its attachments. Files with certificates or unknown handlers do not. `id`: the first part of the file's ID.
 */
export function opensWithoutPassword(encryption: PdfDictionary, id: Buffer): boolean {
  const [version, revision] = [asNumber(encryption.get('V')), asNumber(encryption.get('R'))];
  const [owner, user] = [asBytes(encryption.get('O')), asBytes(encryption.get('U'))];
  if (asName(encryption.get('Filter')) !== 'Standard') return false;
  if (version === undefined || revision === undefined || !owner || !user) return false;
  if (version >= 4 && version <= 5 && encryptsNoPage(encryption)) return true;
  if (version === 5)
    return user.length >= 48 && hashOfEmpty(revision, user.subarray(32, 40)).equals(user.subarray(0, 32));
  if (![1, 2, 4].includes(version)) return false;
  const key = keyOfEmpty(encryption, { version, revision, owner, id });
  if (revision < 3) return rc4(key, padding).equals(user);
  let text = rc4(key, md5(padding, id));
  for (let round = 1; round < 20; round++)
    text = rc4(
      key.map((byte) => byte ^ round),
      text,
    );
  return text.equals(user.subarray(0, 16));
}

/** Streams and strings are as they are (the filter `Identity`, also where none is named); only attachments may be encrypted. */
const encryptsNoPage = (encryption: PdfDictionary) =>
  ['StmF', 'StrF'].every((filter) => (asName(encryption.get(filter)) ?? 'Identity') === 'Identity');

type Handler = { readonly version: number; readonly revision: number; readonly owner: Buffer; readonly id: Buffer };

/** The file's key, derived from the empty password by algorithm 2. */
function keyOfEmpty(encryption: PdfDictionary, { version, revision, owner, id }: Handler): Buffer {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE((asNumber(encryption.get('P')) ?? 0) | 0);
  const hidesMetadata = revision >= 4 && encryption.get('EncryptMetadata') === false;
  const parts = [padding, owner.subarray(0, 32), permissions, id];
  let hash = md5(...parts, ...(hidesMetadata ? [Buffer.alloc(4, 255)] : []));
  const length = revision < 3 ? 5 : Math.min(16, keyBits(encryption, version) >> 3);
  for (let round = 0; revision >= 3 && round < 50; round++) hash = md5(hash.subarray(0, length));
  return hash.subarray(0, length);
}

function keyBits(encryption: PdfDictionary, version: number): number {
  const stated = asNumber(encryption.get('Length'));
  if (stated !== undefined && stated >= 40) return stated;
  if (version < 4) return 40;
  const filters = asDictionary(encryption.get('CF'));
  const bits = asNumber(asDictionary(filters?.get(asName(encryption.get('StmF')) ?? ''))?.get('Length')) ?? 128;
  // Some producers write the length in bytes.
  return bits < 40 ? bits * 8 : bits;
}

/** Revision 5: one SHA-256. Revision 6: algorithm 2.B, with the empty password. */
function hashOfEmpty(revision: number, salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  if (revision < 6) return key;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const text = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const rest = text.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? 'sha256')
      .update(text)
      .digest();
    last = text.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
