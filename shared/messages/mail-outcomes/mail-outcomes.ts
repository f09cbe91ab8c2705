import type { MailEvent, MailOutcome } from './mail-event.ts';

/** The document a mail was about. */
export type AnnouncedDocument = { readonly documentId: string; readonly key: string; readonly policyNumber: string };

/** After these the customer may not know of the document: the insurer sends paper (R9.5). */
export type MailUndelivered = Exclude<MailOutcome, 'sent' | 'delivered'>;

/** Every step may be repeated, and events may come in any order. */
export type MailOutcomes = {
  /** Notes the outcome on the document, which counts as announced from now on. Undefined for one that is gone. */
  noteOnDocument(event: MailEvent): Promise<AnnouncedDocument | undefined>;
  /** Mail reaches the account's address, or not any more; nothing where the account has another address by now. */
  noteOnAccount(event: Pick<MailEvent, 'accountId' | 'address' | 'at'>, reachable: boolean): Promise<void>;
};

export type MailReports = {
  report(document: AnnouncedDocument, outcome: MailUndelivered, at: Date): Promise<void>;
};
