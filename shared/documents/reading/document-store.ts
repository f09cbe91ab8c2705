import type { Document } from './document.ts';

export type DocumentPage = {
  readonly documents: readonly Document[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

export type DocumentListing = {
  readonly accountId: string;
  /** Only this policy's documents. */
  readonly policyNumber?: string | undefined;
  /** The id of the last document of the page before, or any 26 characters of its form: at worst the end or the first page. */
  readonly after?: string | undefined;
  readonly now: Date;
};

/** Documents as their customer reads them. What is expired may be among them: readers decide by `isReadable`. */
export type DocumentStore = {
  /** One page, newest first. The cost does not grow with the number of documents. */
  list(listing: DocumentListing): Promise<DocumentPage>;
  /** One document of the account; undefined for somebody else's and for none alike (R7.3). */
  find(accountId: string, documentId: string): Promise<Document | undefined>;
};
