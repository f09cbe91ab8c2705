import type { AuthenticityRecords } from '#shared/documents/authenticity/authenticity.ts';
import type { Deliveries, Uploads } from '#shared/documents/delivery/delivery.ts';
import type { AllowanceCounts } from '#shared/documents/delivery/mail-allowance.ts';
import type { RefusalReports } from '#shared/documents/delivery/refusal.ts';
import type { WaitingMails } from '#shared/documents/delivery/waiting-mails.ts';
import type { MailOutcomes, MailReports } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import type { DocumentStore, DownloadLinks } from '#shared/documents/reading/document.ts';
import type { LinkEvidence } from '#shared/documents/reading/evidence.ts';
import type { Reminders } from '#shared/documents/reminders/reminders.ts';
import type { DocumentVersions, StoredVersions } from '#shared/documents/retention/stored-versions.ts';
import type {
  Redeliveries,
  WithdrawalMarkers,
  WithdrawalReports,
  Withdrawals,
} from '#shared/documents/withdrawal/withdrawal.ts';
import * as files from '#shared/insurer/files.ts';
import { mailReportFiles } from '#shared/insurer/files.ts';
import {
  type AccessOf,
  all,
  evidenceYears,
  onDocumentsBucket,
  onPortalTable,
  onRegistryTable,
  onUploads,
  queryIndex,
  settings,
} from '#shared/platform/access.ts';

export const documents: AccessOf<DocumentStore> = {
  list: all(onPortalTable('Query'), queryIndex('by-policy')),
  find: onPortalTable('GetItem'),
};

/** A link opens exactly the version that was delivered. */
export const links: AccessOf<DownloadLinks> = { to: onDocumentsBucket(files.documentFiles.prefix, 'GetObjectVersion') };

export const linkEvidence: AccessOf<LinkEvidence> = {
  note: all(onPortalTable('PutItem'), evidenceYears),
  markRead: onPortalTable('UpdateItem'),
  newest: onPortalTable('Query'),
};

export const authenticity: AccessOf<AuthenticityRecords> = { find: onPortalTable('GetItem') };

export const deliveries: AccessOf<Deliveries> = {
  decisionOf: onPortalTable('GetItem'),
  refuse: onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem'),
  enrolmentOf: onPortalTable('GetItem'),
  policyOf: onRegistryTable('GetItem'),
  recipientOf: onPortalTable('GetItem'),
  vouchFor: onPortalTable('UpdateItem'),
  record: all(onPortalTable('GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'), evidenceYears),
  takeLease: onPortalTable('UpdateItem'),
  markAnnounced: onPortalTable('UpdateItem'),
  markUnannounced: onPortalTable('UpdateItem'),
  releaseLease: onPortalTable('UpdateItem'),
};

export const uploads: AccessOf<Uploads> = {
  open: onUploads(files.documentFiles.prefix, 'GetObjectVersion'),
  isReplaced: onUploads(files.documentFiles.prefix, 'GetObject'),
};

export const refusalReports: AccessOf<RefusalReports> = {
  report: onDocumentsBucket(files.documentReportFiles.prefix, 'PutObject'),
};

export const documentLimit = settings('LARGEST_DOCUMENT');
export const mailWords = settings('DOCUMENTS_NAMED_IN_MAILS');
export const mailPace = settings('MAILS_PER_SECOND');
export const mailsPerMinute = settings('DOCUMENT_MAILS_PER_SECOND');

export const allowanceCounts: AccessOf<AllowanceCounts> = {
  find: onPortalTable('GetItem'),
  replace: onPortalTable('PutItem'),
  take: onPortalTable('UpdateItem'),
};

export const waitingMails: AccessOf<WaitingMails> = {
  put: onPortalTable('PutItem'),
  read: onPortalTable('Query'),
  remove: onPortalTable('DeleteItem'),
};

/** When the bytes of each upload are erased (R6.2). */
export const storedVersions: AccessOf<StoredVersions> = {
  note: onPortalTable('PutItem'),
  ended: onPortalTable('Query'),
  settle: onPortalTable('BatchWriteItem'),
};

/** Erases bytes: of an ended access window (R6.2), and of a cancelled account (R11.1). */
export const documentVersions: AccessOf<DocumentVersions> = {
  remove: onDocumentsBucket(files.documentFiles.prefix, 'DeleteObjectVersion'),
};

export const reminders: AccessOf<Reminders> = {
  due: onPortalTable('Query'),
  postpone: onPortalTable('PutItem', 'DeleteItem'),
  settle: onPortalTable('DeleteItem'),
  accountOf: onPortalTable('GetItem'),
  documentsOf: onPortalTable('Query'),
  take: onPortalTable('UpdateItem'),
  takeOver: onPortalTable('UpdateItem'),
  giveBack: onPortalTable('UpdateItem'),
  markTaken: onPortalTable('UpdateItem'),
  noteOnDocuments: onPortalTable('UpdateItem'),
  finish: onPortalTable('UpdateItem'),
};

export const withdrawals: AccessOf<Withdrawals> = {
  bar: onPortalTable('UpdateItem'),
  deliveredFrom: onPortalTable('Query'),
  withdraw: onPortalTable('UpdateItem'),
  repeatedAfter: onPortalTable('Query'),
};

export const withdrawalMarkers: AccessOf<WithdrawalMarkers> = {
  readReason: onUploads(files.withdrawalFiles.prefix, 'GetObjectVersion'),
};

/** Sends uploads that the insurer repeated after a withdrawal to the delivery's queue. */
export const redeliveries: AccessOf<Redeliveries> = {
  put: { variables: ['DELIVERY_QUEUE_URL'], grants: [{ on: 'delivery-queue', actions: ['sqs:SendMessage'] }] },
};

export const withdrawalReports: AccessOf<WithdrawalReports> = {
  report: onDocumentsBucket(files.withdrawalReportFiles.prefix, 'PutObject'),
};

export const mailOutcomes: AccessOf<MailOutcomes> = {
  noteOnDocument: onPortalTable('UpdateItem'),
  noteOnAccount: onPortalTable('UpdateItem'),
};

export const mailReports: AccessOf<MailReports> = { report: onDocumentsBucket(mailReportFiles.prefix, 'PutObject') };
