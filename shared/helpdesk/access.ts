import type { Audit, Locks } from '#shared/helpdesk/acting/act.ts';
import type { AuditArchive } from '#shared/helpdesk/archive/audit-archive.ts';
import type { Contests } from '#shared/helpdesk/contests/contests.ts';
import type { Corrections, WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import type { Callers, Identifications } from '#shared/helpdesk/identifying/identification.ts';
import type { Attempts } from '#shared/helpdesk/looking/attempts.ts';
import type { Messages } from '#shared/helpdesk/looking/messages.ts';
import { putChanges } from '#shared/insurer/access.ts';
import { type AccessOf, all, onAuditTable, onPortalTable, settings } from '#shared/platform/access.ts';

export const audit: AccessOf<Audit> = { note: onAuditTable };

/** The archive takes entries and gives none back. */
export const auditArchive: AccessOf<AuditArchive> = {
  keep: { variables: ['AUDIT_ARCHIVE'], grants: [{ on: 'audit-archive', actions: ['s3:PutObject'] }] },
};

/** An act and its audit entry in one transaction, while the identification is valid. */
const act = all(audit.note, onPortalTable('ConditionCheckItem'));

export const identifications: AccessOf<Identifications> = {
  open: all(onPortalTable('PutItem'), audit.note),
  require: onPortalTable('GetItem'),
  note: act,
};

export const callers: AccessOf<Callers> = { find: onPortalTable('GetItem') };

export const attempts: AccessOf<Attempts> = { keep: onPortalTable('PutItem'), find: onPortalTable('Query') };

export const messages: AccessOf<Messages> = { last: onPortalTable('Query') };

export const locks: AccessOf<Locks> = { lift: all(act, onPortalTable('Query', 'PutItem')) };

const change = onPortalTable('PutItem', 'UpdateItem', 'DeleteItem');
export const corrections: AccessOf<Corrections> = {
  findWaiting: onPortalTable('GetItem'),
  formerAddresses: onPortalTable('Query'),
  apply: all(act, change, onPortalTable('GetItem')),
  begin: all(act, onPortalTable('GetItem', 'PutItem', 'DeleteItem')),
};

export const waitingCorrections: AccessOf<WaitingCorrections> = {
  stop: all(onPortalTable('GetItem', 'DeleteItem'), audit.note),
  due: onPortalTable('Query'),
  carryOut: all(onPortalTable('GetItem'), change, audit.note),
  drop: all(onPortalTable('GetItem', 'DeleteItem'), audit.note),
};

export const contests: AccessOf<Contests> = {
  open: all(act, onPortalTable('Query', 'PutItem', 'UpdateItem'), putChanges),
  decide: all(act, onPortalTable('PutItem', 'UpdateItem', 'DeleteItem'), putChanges),
  undecided: onPortalTable('Query'),
};

/** How often a day an agent may identify callers, and how often identification may fail with one person's data (R10.2). */
export const callerLimits = settings(
  'HELPDESK_IDENTIFICATIONS_PER_AGENT',
  'HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON',
);
/** How often a day the helpdesk may send a password to one person (R10.2). */
export const passwordLimit = settings('HELPDESK_PASSWORDS_PER_PERSON');
