import { type AccessOf, onPortalTable, settings } from '#shared/platform/access.ts';
import type { ContactChanges } from './contact-change.ts';
import type { Languages } from './languages.ts';

export const languages: AccessOf<Languages> = { set: onPortalTable('UpdateItem') };

export const contactChanges: AccessOf<ContactChanges> = {
  isFree: onPortalTable('GetItem'),
  put: onPortalTable('PutItem', 'ConditionCheckItem'),
  withdraw: onPortalTable('UpdateItem'),
  waiting: onPortalTable('Query'),
  find: onPortalTable('GetItem'),
  takeTry: onPortalTable('UpdateItem'),
  // With the notices to the old address or number.
  apply: onPortalTable('PutItem', 'UpdateItem', 'DeleteItem'),
};

/** Which countries' mobile numbers are accepted (R2.5). */
export const mobiles = settings('MOBILE_CALLING_CODES');
