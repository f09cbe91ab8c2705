import { withoutInvisible } from './contacts/pasted.ts';
import { dayOf } from './day-of.ts';

/**
 * A file name in NFC without its `.pdf` and without what shows nothing or turns the direction of writing: `számla\u202efdp.exe` looks
 * like another name than it is.
 */
export const readableName = (fileName: string): string =>
  withoutInvisible(fileName)
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/(?:\.pdf|[.\s])+$/i, '')
    .trim();

/** The longest that a title may be in a name, in characters: file systems take 255 bytes. */
const longestTitle = 80;

/** Without what file systems take for a path or refuse. */
const fileable = (name: string) => name.replace(/[\\/:*?"<>|]/g, '_');

/** The insurer's own name of an uploaded file, from its key: harmless, and always `.pdf` (R9.3a). */
export const uploadedName = (key: string): string =>
  `${fileable(readableName(key.slice(key.lastIndexOf('/') + 1))) || 'Dokumentum'}.pdf`;

type Named = { readonly title: string; readonly policyNumber: string; readonly uploadedAt: Date };

/**
 * The name under which a document is saved, which tells what it is: `2026-11-30 Díjbekérő KGFB-100-001.pdf` (R7.1b). The day is the
 * upload's in Budapest.
 */
export function savedName({ title, policyNumber, uploadedAt }: Named): string {
  const short = [...readableName(title)].slice(0, longestTitle).join('').trim();
  return `${fileable([dayOf(uploadedAt), short || 'Dokumentum', readableName(policyNumber)].join(' '))}.pdf`;
}
