import { type AccessOf, onPortalTable } from '#shared/platform/access.ts';
import type { Accounts, FirstPassword } from './accounts.ts';

export const accounts: AccessOf<Accounts> = { live: onPortalTable('GetItem') };

/** Whether the sessions of an account were ended since. */
export const overtaken = onPortalTable('GetItem');

export const firstPassword: AccessOf<FirstPassword> = {
  endRegistration: onPortalTable('GetItem', 'UpdateItem', 'DeleteItem'),
};
