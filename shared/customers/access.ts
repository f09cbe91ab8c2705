import { putChanges } from '#shared/insurer/access.ts';
import { type Access, type AccessOf, all, onPortalTable, onRegistryTable, settings } from '#shared/platform/access.ts';
import { credentials } from '#shared/sign-in/access.ts';
import type { UnclaimedUsers } from './accounts/unclaimed-users.ts';
import type { Cancellations } from './cancelling/cancellations.ts';
import type { ContactChanges } from './contacts/contact-change.ts';
import type { Languages, ReminderChoices } from './contacts/languages.ts';
import type { Registrations, UnclaimedAccounts } from './registration/registrations.ts';

export const unclaimedUsers: AccessOf<UnclaimedUsers> = {
  sweep: all(onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem', 'DeleteItem'), credentials.remove),
  evict: all(onPortalTable('PutItem'), credentials.remove),
  due: onPortalTable('Query'),
};

export const cancellations: AccessOf<Cancellations> = {
  close: onPortalTable('UpdateItem'),
  findClosed: onPortalTable('GetItem'),
  isGone: onPortalTable('GetItem'),
  endEnrolments: all(onPortalTable('GetItem', 'DeleteItem'), putChanges),
  tellInsurer: all(onPortalTable('UpdateItem'), putChanges),
  readErasable: onPortalTable('Query'),
  erase: onPortalTable('BatchWriteItem'),
  takeMail: onPortalTable('GetItem', 'UpdateItem'),
  settleMail: onPortalTable('UpdateItem'),
  forget: onPortalTable('Query', 'DeleteItem'),
};

/** Queues a cancellation that could not be finished at once. */
export const finishingRequests: Access = {
  variables: ['CANCELLATION_QUEUE_URL'],
  grants: [{ on: 'cancellation-queue', actions: ['sqs:SendMessage'] }],
};

export const languages: AccessOf<Languages> = { set: onPortalTable('UpdateItem') };
export const reminderChoices: AccessOf<ReminderChoices> = { set: onPortalTable('UpdateItem') };

export const contactChanges: AccessOf<ContactChanges> = {
  isFree: onPortalTable('GetItem'),
  put: onPortalTable('PutItem', 'ConditionCheckItem'),
  withdraw: onPortalTable('UpdateItem'),
  waiting: onPortalTable('Query'),
  find: onPortalTable('GetItem'),
  takeTry: onPortalTable('UpdateItem'),
  // Also writes the notices to the old address or number.
  apply: onPortalTable('PutItem', 'UpdateItem', 'DeleteItem'),
};

/** Which countries' mobile numbers are accepted (R2.5). */
export const mobiles = settings('MOBILE_CALLING_CODES');

/** Whether one person may be in the registry under several customerIds (R9.2a). */
export const persons = settings('SEVERAL_CUSTOMER_IDS');

/** The setting, and the reads of functions that join several customerIds to one person. */
export const joinedPersons = all(persons, onPortalTable('GetItem'), onRegistryTable('GetItem'));

const enrol = all(onPortalTable('PutItem', 'UpdateItem'), onRegistryTable('ConditionCheckItem'), putChanges);
export const registrations: AccessOf<Registrations> = {
  reserve: onPortalTable('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
  settleReplaced: onPortalTable('UpdateItem'),
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
