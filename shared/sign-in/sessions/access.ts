import { type AccessOf, onPortalTable } from '#shared/platform/access.ts';
import type { Accounts } from './accounts.ts';
import type { FirstPassword } from './first-password.ts';

export const accounts: AccessOf<Accounts> = { live: onPortalTable('GetItem') };

/** Whether the sessions of an account were ended since. */
export const overtaken = onPortalTable('GetItem');

export const firstPassword: AccessOf<FirstPassword> = {
  endRegistration: onPortalTable('GetItem', 'UpdateItem', 'DeleteItem'),
};
