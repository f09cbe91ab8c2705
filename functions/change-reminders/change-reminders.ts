import { changeReminders as contract } from '#shared/contract/account.ts';
import type { ReminderChoices } from '#shared/customers/contacts/languages.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';

/** Switches the reminders about documents on and off (R14.1). */
export const changeReminders = ({ reminders }: { readonly reminders: ReminderChoices }) =>
  endpoint(contract, async ({ session, body }) => {
    await reminders.set(session, body);
    return noContent();
  });
