import { portalRules } from '../portal-rules.ts';

/** A text value of a form, trimmed; empty where there is no such field. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** A password as typed: blanks count. */
export function passwordOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}

/** Whether the API could take this as a new password; it judges the rest. */
export const isLongEnough = (password: string) => [...password].length >= portalRules.shortestPassword;
