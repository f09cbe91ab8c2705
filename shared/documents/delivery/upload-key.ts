import { documentFiles } from '#shared/insurer/files.ts';

const { prefix } = documentFiles;

/** The parts of a key in `documents/`. The policy number ends at the last `/`, because numbers may contain slashes (R9.2a). */
export type UploadKey =
  | { readonly kind: 'document'; readonly policyNumber: string; readonly fileName: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'no-policy-number' };

/** Reads `documents/<policy number>/<file name>`. A key that ends in `/` is a folder, which some tools create. */
export function readUploadKey(key: string): UploadKey {
  const rest = key.slice(prefix.length);
  const slash = rest.lastIndexOf('/');
  if (!key.startsWith(prefix) || slash <= 0) return rest === '' ? { kind: 'folder' } : { kind: 'no-policy-number' };
  const fileName = rest.slice(slash + 1);
  if (fileName === '') return { kind: 'folder' };
  return { kind: 'document', policyNumber: rest.slice(0, slash), fileName };
}
