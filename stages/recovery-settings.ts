import * as v from 'valibot';
import { number, numeric } from './setting-forms.ts';

/** Days that a backup may be kept: the lock of their vault allows these, and never changes. */
export const [shortestBackup, longestBackup] = [7, 365];

/** What a stage may set to lose nothing, and to come back after a loss (docs/runbook.md). */
export const recoverySettings = {
  /**
   * A restored table that the portal works on instead of its own, which stays as it is (docs/runbook.md, "Restoring from
   * backup").
   */
  restoredPortalTable: v.optional(v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_.-]{3,255}$/))),
  /** Raise it by one and deploy, to have a new, empty pool in place of a lost one (docs/runbook.md, "When the pool is lost"). */
  poolGeneration: number(1),
  /** The same for the documents bucket; the insurer's systems then need the new one's name. */
  documentsGeneration: number(1),
  /** `paused`: uploads wait in their queue, for fourteen days at most, while documents are restored (docs/runbook.md). */
  deliveries: v.optional(v.picklist(['on', 'paused']), 'on'),
  /**
   * AWS Backup's copies of what customers have: whether there are any, how many days each is kept, and the ARN of a vault that gets a
   * copy of each, best of another account.
   */
  backups: v.optional(v.picklist(['on', 'off']), 'on'),
  backupDays: v.optional(v.pipe(numeric, v.integer(), v.minValue(shortestBackup), v.maxValue(longestBackup)), 35),
  backupCopyVault: v.optional(v.pipe(v.string(), v.regex(/^arn:[\w-]+:backup:[\w-]+:\d{12}:backup-vault:[\w-]+$/))),
  /** Another region, which gets a replica of the pseudonym secret. */
  pseudonymReplicaRegion: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/))),
  /** The ARN of a secret that the portal uses instead of its own, which was lost (docs/runbook.md, "When the secret is lost"). */
  restoredPseudonymSecret: v.optional(
    v.pipe(v.string(), v.regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-\w{6}$/)),
  ),
} as const;
