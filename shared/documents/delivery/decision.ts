import type { RefusalReason } from './refusal.ts';

/**
 * What was decided of an upload. It is decided once: by one item of the upload's partition, written on the condition that
 * there is none, in the same transaction as the document where it is recorded. Whoever comes later (a duplicate, a redrive,
 * a restore's replay) follows it, whatever became of the enrolment meanwhile; so an upload is recorded or reported, never
 * both, and never for two accounts (R5.1, R9.2a, R9.3).
 */
export type Decision = Recorded | Repeated | Refused;

/** It lies with this account for good, under this id: announced there, or given up there. */
export type Recorded = { readonly outcome: 'recorded'; readonly accountId: string; readonly documentId: string };

/**
 * The account has the same file from the same key already, no older than a day (an uploader's retry). The one decision that can
 * lapse: when what it repeats is withdrawn, the upload is to be decided again (R6.3).
 */
export type Repeated = { readonly outcome: 'repeated'; readonly accountId: string; readonly sha256: string };

/** Reported for paper; `documentId` names the report. */
export type Refused = {
  readonly outcome: 'refused';
  readonly documentId: string;
  readonly reason: RefusalReason;
  readonly decidedAt: Date;
};
