import { withoutTraces } from '#shared/contract/contacts/pasted.ts';
import { readPassword } from '#shared/contract/passwords/read-password.ts';
import { rules } from '#shared/contract/rules.ts';

/** A text value of a form without what shows nothing, as the API reads it (R1.7); empty where there is no such field. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? withoutTraces(value) : '';
}

/** A password as typed: blanks count. */
export function passwordOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}

/** Whether there is a password to compare, apart from the blanks around it (R1.7). */
export const hasPassword = (values: FormData, name: string) => readPassword(passwordOf(values, name)) !== '';

/** Whether the API could take this as a new password; it judges the rest. */
export const isLongEnough = (password: string) => [...password.normalize('NFC')].length >= rules.shortestPassword;
