import type { ConfirmedRegistration } from '../../api/endpoints.ts';
import type { Registered } from './registered-page.tsx';

/**
 * What was typed into the registration form, and what was sent, for as long as this tab is open: telephones reload a
 * page that somebody comes back to from the mailbox. It signs nobody in.
 */
const draftKey = 'registration-draft';
const registeredKey = 'registered';
const confirmedKey = 'confirmed';

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The fields typed so far by name, as they were left; empty where there are none. */
export function readDraft(): Readonly<Record<string, string>> {
  const draft = read(draftKey);
  if (!isRecord(draft)) return {};
  return Object.fromEntries(
    Object.entries(draft).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Keeps what stands in the form, except the acceptance, which is given anew each time. */
export function keepDraft(form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter(([name]) => name !== 'acceptTerms');
  write(draftKey, Object.fromEntries(fields));
}

/** Puts a draft back into its form. */
export function fillIn(form: HTMLFormElement, draft: Readonly<Record<string, string>>): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"])'))
    input.value = draft[input.name] ?? '';
}

/** The registration that was sent from this tab, while its mail is waited for. */
export function readRegistered(): Registered | undefined {
  const kept = read(registeredKey);
  if (!isRecord(kept) || typeof kept.registrationId !== 'string' || typeof kept.email !== 'string') return undefined;
  return { registrationId: kept.registrationId, email: kept.email };
}

export const keepRegistered = (registered: Registered | undefined) => write(registeredKey, registered ?? null);

/** What confirming with this link's token brought about, when that was done from this tab. */
export function readConfirmed(token: string): ConfirmedRegistration | undefined {
  const kept = read(confirmedKey);
  if (!isRecord(kept) || kept.token !== token) return undefined;
  const { username, mobile, passwordSms, registrationId } = kept;
  if (typeof username !== 'string' || typeof mobile !== 'string' || typeof registrationId !== 'string')
    return undefined;
  return { username, mobile, passwordSms: passwordSms === 'sent' ? 'sent' : 'failed', registrationId };
}

export const keepConfirmed = (token: string, confirmed: ConfirmedRegistration) =>
  write(confirmedKey, { token, ...confirmed });

/** Forgets all of it: somebody has signed in. */
export function forgetRegistration(): void {
  try {
    for (const key of [draftKey, registeredKey, confirmedKey]) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept here.
  }
}
