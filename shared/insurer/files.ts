import { shortened } from './shortened.ts';

/**
 * The files that the insurer and the portal exchange through the documents bucket (R9), each declared once. It is data only, so
 * that the stack can read it. The insurer's permissions, the functions' grants, the events, the lifecycle rules, the schemas in
 * docs/insurer and the keys that the code writes all come from here.
 */
export type InsurerFile = {
  /** The part of the key before the name. */
  readonly prefix: `${string}/`;
  /** The name's parts, for readers of the documentation. */
  readonly name: string;
  /** The part of the key after the name. */
  readonly ending: `.${string}`;
  readonly writtenBy: 'insurer' | 'portal';
  /** `docs/insurer/<schema>.schema.json`; none for a PDF. */
  readonly schema?: string;
  /** S3 deletes the file after this many days. */
  readonly keptForDays: number;
  /** S3 deletes a version that another one replaced, or that was deleted, after this many days; 1 where left out. */
  readonly replacedForDays?: number;
  /** The file is written only if there is none. Any other file may be written again and replaces itself. */
  readonly once?: true;
};

/**
 * What the insurer and the portal tell each other is in clear, so it is short-lived; longer than point-in-time recovery, because a
 * restore reads it again.
 */
const exchangeDays = 90;

/**
 * The customers' documents. The portal erases each version when its access window ends (erase-documents, R6.2). The days, longer than
 * any window, are the backstop behind that: a version that was replaced or deleted is still read (R6.3).
 */
export const documentFiles = {
  ...{ prefix: 'documents/', name: '<policy number>/<file>', ending: '.pdf', writtenBy: 'insurer' },
  ...{ keptForDays: 400, replacedForDays: 400 },
} as const satisfies InsurerFile;

/** All persons and policies (R9.2), in clear: the table keeps what is needed of them. */
export const registryFiles = {
  ...{ prefix: 'registry/', name: '<name>', ending: '.csv', writtenBy: 'insurer' },
  keptForDays: 30,
  schema: 'registry-row',
} as const satisfies InsurerFile;

/** Markers that withdraw a document (R6.3). */
export const withdrawalFiles = {
  ...{ prefix: 'withdraw/', name: '<policy number>/<file>', ending: '.json', writtenBy: 'insurer' },
  keptForDays: exchangeDays,
  schema: 'withdrawal',
} as const satisfies InsurerFile;

/** The outcome of a registry file (R9.5). */
export const registryReportFiles = {
  ...{ prefix: 'reports/registry/', name: '<name>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'registry-report',
} as const satisfies InsurerFile;

/** Documents that cannot be delivered (R9.5). */
export const documentReportFiles = {
  ...{ prefix: 'reports/documents/', name: '<documentId>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'document-report',
} as const satisfies InsurerFile;

/** Mails about a document that did not reach their customer (R9.5). */
export const mailReportFiles = {
  ...{ prefix: 'reports/mails/', name: '<documentId>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'mail-report',
} as const satisfies InsurerFile;

/** The outcome of a withdrawal (R9.5). */
export const withdrawalReportFiles = {
  ...{ prefix: 'reports/withdrawals/', name: '<policy number>/<file>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'withdrawal-report',
} as const satisfies InsurerFile;

/** Switches of the payment method that the registry has not confirmed in time (R8.2). */
export const paymentSwitchReportFiles = {
  ...{ prefix: 'reports/payment-switches/', name: '<day>/<id>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'payment-switch-report',
} as const satisfies InsurerFile;

/** The changes that the insurer must know (R9.4). */
export const changeFiles = {
  ...{ prefix: 'changes/', name: '<day>/<id>', ending: '.json', writtenBy: 'portal' },
  keptForDays: exchangeDays,
  schema: 'change',
  once: true,
} as const satisfies InsurerFile;

/** All files of the exchange. */
export const insurerFiles = [
  registryFiles,
  registryReportFiles,
  changeFiles,
  paymentSwitchReportFiles,
  documentFiles,
  documentReportFiles,
  mailReportFiles,
  withdrawalFiles,
  withdrawalReportFiles,
] as const satisfies readonly InsurerFile[];

/** The top-level folders of these prefixes, each once: `reports/`. */
export const topFolders = (prefixes: readonly string[]): string[] => [
  ...new Set(prefixes.map((prefix) => prefix.slice(0, prefix.indexOf('/') + 1))),
];

/** S3's longest key, in bytes of UTF-8. */
const longestKey = 1024;

/** The key of the file with this name. The insurer's own key has a shorter prefix, so a name that it chose may be too long here. */
export const keyOfFile = ({ prefix, ending }: Pick<InsurerFile, 'prefix' | 'ending'>, name: string): string =>
  `${prefix}${shortened(name, longestKey - prefix.length - ending.length)}${ending}`;

/**
 * The outcome of writing a file: `written` now, or `written-before` by an earlier call · `contended`: another call is writing the
 * same file at this moment. A file that may be written again is always `written`.
 */
export type Written = 'written' | 'written-before' | 'contended';
