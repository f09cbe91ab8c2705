import { documentFiles } from '#shared/insurer/files.ts';
import { isUnfinishedUpload } from '#shared/insurer/unfinished-upload.ts';

const { prefix } = documentFiles;

/**
 * The parts of a key in `documents/`. The policy number ends at the last `/`, because numbers may contain slashes (R9.2a), and is in NFC
 * like the registry's, whatever form a Mac gave the folder (R9.3a). `unfinished`: waits for its real name (R5.1b) · `unfetchable-key`:
 * browsers remove `.` and `..` from an address and ask for another object (R9.3).
 */
export type UploadKey =
  | { readonly kind: 'document'; readonly policyNumber: string; readonly fileName: string }
  | { readonly kind: 'folder' | 'unfinished' | 'no-policy-number' | 'unfetchable-key' };

/** Reads `documents/<policy number>/<file name>`. A key that ends in `/` is a folder, which some tools create. */
export function readUploadKey(key: string): UploadKey {
  const rest = key.slice(prefix.length);
  const slash = rest.lastIndexOf('/');
  if (key.startsWith(prefix) && (rest === '' || rest.endsWith('/'))) return { kind: 'folder' };
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(rest)) return { kind: 'unfetchable-key' };
  if (isUnfinishedUpload(rest)) return { kind: 'unfinished' };
  if (!key.startsWith(prefix) || slash <= 0) return { kind: 'no-policy-number' };
  return { kind: 'document', policyNumber: rest.slice(0, slash).normalize('NFC'), fileName: rest.slice(slash + 1) };
}
