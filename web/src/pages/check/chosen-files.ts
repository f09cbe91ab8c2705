import { readZip } from './read-zip.ts';

/** A file to check: by its own bytes, or in a ZIP. */
export type ChosenFile = { readonly name: string; readonly read: () => Promise<Blob> };

/** What a browser gives for a chosen file; a folder's files have their path. */
type GivenFile = Blob & { readonly name: string; readonly webkitRelativePath?: string };

const isZip = (name: string) => /\.zip$/i.test(name);
/** What systems and this portal put beside documents. */
const isBeside = (name: string) => /(?:^|\/)(?:\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$|\.csv$/i.test(name);
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** What to check of the chosen files: the files in a ZIP instead of it, and nothing that only lies beside documents. */
export async function filesToCheck(files: readonly GivenFile[]): Promise<ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  for (const file of files) {
    const inZip = isZip(file.name) ? await readZip(file).catch(() => undefined) : undefined;
    if (inZip) chosen.push(...inZip.map(({ name, read }) => ({ name, read })));
    else chosen.push({ name: file.webkitRelativePath || file.name, read: async () => file });
  }
  const documents = files.length === 1 && chosen.length === 1 ? chosen : chosen.filter(({ name }) => !isBeside(name));
  return documents.map(({ name, read }) => ({ name: lastPart(name), read }));
}
