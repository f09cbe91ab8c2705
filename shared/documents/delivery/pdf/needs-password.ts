import { asArray, asBytes, asDictionary, asReference } from './pdf-objects.ts';
import { opensWithoutPassword } from './user-password.ts';
import { type PdfStructure, sectionAt } from './watch-structure.ts';

/**
 * Whether a PDF needs a password to open (R9.3). Like readers, it follows the last `startxref` to the trailer of the last revision
 * and takes its `/Encrypt`. A file that cannot be judged counts as encrypted: it is reported. `headerAt`: the offset of `%PDF-`;
 * offsets may count from there.
 */
export function needsPassword(structure: PdfStructure, headerAt: number): boolean {
  if (structure.isUnreadable) return true;
  const trailer = (sectionAt(structure, headerAt) ?? structure.sections.at(-1))?.trailer;
  const encrypt = trailer?.get('Encrypt');
  if (!trailer || encrypt === undefined || encrypt === null) return false;
  const reference = asReference(encrypt);
  const encryption = reference === undefined ? asDictionary(encrypt) : structure.encryptions.get(reference);
  const id = asBytes(asArray(trailer.get('ID'))?.[0]) ?? Buffer.alloc(0);
  return !encryption || !opensWithoutPassword(encryption, id);
}
