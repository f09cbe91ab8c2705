import { type AccessOf, all, onPortalTable } from '#shared/platform/access.ts';
import { credentials } from '#shared/sign-in/credentials/access.ts';
import type { UnclaimedUsers } from './unclaimed-users.ts';

export const unclaimedUsers: AccessOf<UnclaimedUsers> = {
  note: onPortalTable('PutItem'),
  sweep: all(onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem', 'DeleteItem'), credentials.remove),
  due: onPortalTable('Query'),
};
