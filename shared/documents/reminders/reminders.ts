import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { accessEnd, earliestReadableUpload, startOfDayBefore } from '#shared/documents/reading/access-window.ts';
import { type Document, isReadable } from '#shared/documents/reading/document.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A document that nobody has opened for so many days brings a reminder (R14.1). */
export const { unreadDays } = rules;
/** So long (ms) before its window ends, a document brings a reminder (R14.1): thirty days, and then it is eight in the morning. */
const beforeEnd = rules.endingDays * day + 16 * hour;
/** A customer gets one reminder a week at most (ms), of both kinds together. */
export const oneEvery = 7 * day;
/** How far back unread documents are looked for, in ms: longer than a reminder can be late. Older ones are near their end. */
const looksBack = 60 * day;
/** The reminders of a frozen account wait for the decision (R10.4): so long (ms), then it is looked at again. */
export const waitsForDecision = day;

/** Which reminders a customer wants; both, unless switched off (R14.1). */
export type ReminderSettings = { readonly beforeEnd: boolean; readonly unread: boolean };
export const allReminders: ReminderSettings = { beforeEnd: true, unread: true };

/** At this instant something about the account's documents may be due. Holds no personal data and names no document. */
export type DueReminder = { readonly accountId: string; readonly dueAt: Date };

/** When a document that is delivered now will bring reminders, unless it was opened, or mails about it were sent before. */
export const dueTimes = (uploadedAt: Date): readonly Date[] => [
  new Date(uploadedAt.getTime() + unreadDays * day),
  new Date(accessEnd(uploadedAt).getTime() - beforeEnd),
];

/**
 * The account's last reminder mail. `sending`: a run has the lease until `leaseUntil` (ms), and the mail may be on its way ·
 * `sent`: the mail service took it, but the documents do not say so yet · `noted`: done.
 */
export type LastReminder = {
  /** In ms; identifies the mail, and its documents were counted by this time. */
  readonly takenAt: number;
  readonly phase: 'sending' | 'sent' | 'noted';
  readonly leaseUntil: number;
};

export type RemindedAccount = {
  readonly email: string;
  readonly language: Language;
  readonly state: string;
  readonly reminders?: ReminderSettings | undefined;
  readonly lastReminder?: LastReminder | undefined;
};

/** What a reminder must know of a document. */
export type RemindedDocument = Pick<Document, 'documentId' | 'uploadedAt' | 'state'> & {
  readonly readAt?: Date | undefined;
  readonly remindedUnreadAt?: Date | undefined;
  readonly remindedOfEndAt?: Date | undefined;
};

/** The documents of one reminder mail. */
export type DueDocuments = {
  readonly ending: readonly RemindedDocument[];
  readonly unread: readonly RemindedDocument[];
};

/** From this upload (inclusive) to that (exclusive). */
export type Uploads = { readonly from: Date; readonly to: Date };

/**
 * The uploads that a reminder at `at` looks at. `ending`: whose window ends within thirty days and a week, because the next mail
 * may only follow in a week (R14.1) · `unread`: fourteen days ago by the calendar, or earlier.
 */
export function uploadsOf(at: Date): { readonly ending: Uploads; readonly unread: Uploads } {
  const soon = new Date(at.getTime() + beforeEnd + oneEvery);
  return {
    ending: { from: earliestReadableUpload(at), to: earliestReadableUpload(soon) },
    unread: { from: new Date(at.getTime() - looksBack), to: startOfDayBefore(at, unreadDays - 1) },
  };
}

/** What is due of the documents that `uploadsOf` found: readable, wanted, and not reminded of before. */
export function dueOf(
  { ending, unread }: DueDocuments,
  { beforeEnd: wantsEnding, unread: wantsUnread }: ReminderSettings,
  at: Date,
): DueDocuments {
  const readable = (documents: readonly RemindedDocument[]) => documents.filter((each) => isReadable(each, at));
  const going = wantsEnding ? readable(ending).filter(({ remindedOfEndAt }) => !remindedOfEndAt) : [];
  return {
    ending: going,
    unread: !wantsUnread
      ? []
      : readable(unread).filter(
          ({ documentId, readAt, remindedUnreadAt }) =>
            // One that is about to go is counted there.
            !readAt && !remindedUnreadAt && !going.some((each) => each.documentId === documentId),
        ),
  };
}

export type DueReminders = {
  /** The oldest first; undefined for an item that has not the form that the code writes. */
  readonly due: readonly (DueReminder | undefined)[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** The due reminders lie in so many partitions, by account, so that a circular does not write all of them into one. */
export const reminderParts = 4;

/** Reminders in the portal's table. Their due times are written together with the documents (dynamo-recording-parts.ts). */
export type Reminders = {
  /** One page of a part, up to a time, after the id `after`; undefined begins with the oldest. */
  due(part: number, until: Date, after?: string): Promise<DueReminders>;
  /** Lets a due reminder wait until then. */
  postpone(due: DueReminder, until: Date): Promise<void>;
  settle(due: DueReminder): Promise<void>;
  accountOf(accountId: string): Promise<RemindedAccount | undefined>;
  documentsOf(accountId: string, uploads: Uploads): Promise<readonly RemindedDocument[]>;
  /** Takes the week's one mail at `at`; false if another run took one, or the account is not active. */
  take(accountId: string, at: Date, leaseUntil: Date): Promise<boolean>;
  /** Takes over the mail of a run that died; false if another run did. */
  takeOver(accountId: string, last: LastReminder, leaseUntil: Date): Promise<boolean>;
  /** Gives the mail back that was certainly not sent. */
  giveBack(accountId: string, takenAt: number): Promise<void>;
  /** Records that the mail service took the mail. Does nothing for any but the last mail. */
  markTaken(accountId: string, takenAt: number): Promise<void>;
  /** Records the mail on its documents (R5.2). Does nothing for documents that are erased. */
  noteOnDocuments(accountId: string, documents: DueDocuments, at: Date): Promise<void>;
  /** Ends the mail: nothing is left to do about it. */
  finish(accountId: string, takenAt: number): Promise<void>;
};
