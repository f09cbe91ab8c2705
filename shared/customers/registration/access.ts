import { putChanges } from '#shared/insurer/changes/access.ts';
import { type AccessOf, all, onPortalTable, onRegistryTable } from '#shared/platform/access.ts';
import type { Registrations, UnclaimedAccounts } from './registrations.ts';

const enrol = all(onPortalTable('PutItem', 'UpdateItem'), onRegistryTable('ConditionCheckItem'), putChanges);
export const registrations: AccessOf<Registrations> = {
  reserve: onPortalTable('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
  withdraw: onPortalTable('DeleteItem'),
  find: onPortalTable('GetItem'),
  findByToken: onPortalTable('GetItem'),
  recordNamed: onPortalTable('UpdateItem'),
  renew: onPortalTable('PutItem', 'UpdateItem'),
  findEnrolled: onPortalTable('BatchGetItem'),
  confirm: all(enrol, onPortalTable('DeleteItem')),
  enrolFurther: enrol,
  recordPasswordSms: onPortalTable('UpdateItem'),
};

export const unclaimedAccounts: AccessOf<UnclaimedAccounts> = { find: onPortalTable('GetItem') };
