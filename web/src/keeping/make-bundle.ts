import { makeZip } from 'client-zip';
import type { DocumentView } from '../api/endpoints.ts';
import { sha256Of } from '../pages/check/sha256.ts';
import { bundleNames } from './bundle-names.ts';
import type { BundleEntry, BundleResult } from './manifest.ts';

/** Bytes of a document, or why there are none. `later`: try again once the connection is back. */
export type Fetched = Blob | 'gone' | 'later';

export type BundleNeeds = {
  readonly fetchDocument: (document: DocumentView) => Promise<Fetched>;
  /** Resolves when a lost connection may be back, or the customer says so. Rejects if the customer gives up. */
  readonly untilResumed: () => Promise<void>;
  readonly onProgress: (entry: BundleEntry) => void;
  /** The name and the text of the manifest. */
  readonly manifest: (entries: readonly BundleEntry[]) => { readonly name: string; readonly text: string };
};

/** How many documents are fetched ahead. */
const ahead = 3;
/** How often a document is fetched whose bytes are not the recorded ones. */
const tries = 2;

/**
 * Makes a ZIP of documents in the browser: each is fetched, checked against its SHA-256 and written on, so that only a few are held
 * beside what the browser keeps of the file (R7.1c). The manifest is the last file. After a lost connection it goes on where it was.
 */
export async function makeBundle(documents: readonly DocumentView[], needs: BundleNeeds): Promise<Blob> {
  const names = bundleNames(documents);
  const entries: BundleEntry[] = [];

  async function genuine(document: DocumentView): Promise<Blob | Exclude<BundleResult, 'saved'>> {
    for (let tried = 0; tried < tries; ) {
      const fetched = await needs.fetchDocument(document);
      if (fetched === 'gone') return 'gone';
      if (fetched === 'later') {
        await needs.untilResumed();
        continue;
      }
      tried++;
      if ((await sha256Of(fetched)) === document.sha256) return fetched;
    }
    return 'damaged';
  }

  async function* files() {
    const begun = documents.slice(0, ahead).map(genuine);
    for (const [at, document] of documents.entries()) {
      const current = begun[at];
      // A rejection is thrown where it is awaited; those behind it must not end the page's script.
      for (const next of begun) next.catch(() => undefined);
      const bytes = await current;
      const following = documents[at + ahead];
      if (following) begun.push(genuine(following));
      if (bytes === undefined) continue;
      const name = names.get(document.documentId) ?? `${document.documentId}.pdf`;
      const isSaved = bytes instanceof Blob;
      const entry: BundleEntry = { document, name, result: isSaved ? 'saved' : bytes };
      entries.push(entry);
      if (isSaved) yield { name, input: bytes, lastModified: new Date(document.uploadedAt) };
      needs.onProgress(entry);
    }
    const { name, text } = needs.manifest(entries);
    yield { name, input: text, lastModified: new Date() };
  }

  const zip = await new Response(makeZip(files(), { buffersAreUTF8: true })).blob();
  return zip.slice(0, zip.size, 'application/zip');
}
