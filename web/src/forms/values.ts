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

/** Whether this looks like an e-mail address; the mail itself proves the rest. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);

/** Whether this can be a mobile number at all; the API judges the network (R2.5). */
export const isMobile = (text: string) => {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 9 && digits <= 15 && /^[\d\s+()/.\-\p{Pd}]+$/u.test(text);
};

/** Whether the API would take this as a new username. */
export const isUsername = (text: string) =>
  /^[\p{L}\p{N}](?:[\p{L}\p{N}._@+-]{1,48})[\p{L}\p{N}]$/u.test(text.normalize('NFC').toLowerCase());
