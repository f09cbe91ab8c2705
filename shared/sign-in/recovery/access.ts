import { type Access, type AccessOf, onPortalTable } from '#shared/platform/access.ts';
import type { Recoveries } from './recoveries.ts';

const change = onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem');
export const recoveries: AccessOf<Recoveries> = {
  find: onPortalTable('GetItem'),
  admit: change,
  mark: change,
  markTaken: change,
};

/** Puts a recovery into its queue. */
export const recoveryRequests: Access = {
  variables: ['RECOVERY_QUEUE_URL'],
  grants: [{ on: 'recovery-queue', actions: ['sqs:SendMessage'] }],
};
