import type { ConfirmedRegistration } from '../../api/endpoints.ts';
import { keep, recall } from '../../session/tab-memory.ts';
import type { Registered } from './registered-page.tsx';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The fields typed so far by name, as they were left; empty where there are none. */
export function readDraft(): Readonly<Record<string, string>> {
  const draft = recall('registration-draft');
  if (!isRecord(draft)) return {};
  return Object.fromEntries(
    Object.entries(draft).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Keeps what is in the form of one step beside the other steps' answers; not the acceptance, which is given again each time. */
export function keepDraft(form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter(([name]) => name !== 'acceptTerms');
  const own = new Set([...form.elements].map((element) => element.getAttribute('name') ?? ''));
  const others = Object.entries(readDraft()).filter(([name]) => !own.has(name));
  keep('registration-draft', Object.fromEntries([...others, ...fields]));
}

/** The registration that was sent from this tab, while its mail is waited for. */
export function readRegistered(): Registered | undefined {
  const kept = recall('registered');
  if (!isRecord(kept) || typeof kept.registrationId !== 'string' || typeof kept.email !== 'string') return undefined;
  return { registrationId: kept.registrationId, email: kept.email };
}

export const keepRegistered = (registered: Registered | undefined) => keep('registered', registered ?? null);

/** What confirming with this link's token brought about, when that was done from this tab. */
export function readConfirmed(token: string): ConfirmedRegistration | undefined {
  const kept = recall('confirmed');
  if (!isRecord(kept) || kept.token !== token) return undefined;
  const { username, mobile, passwordSms, registrationId } = kept;
  if (typeof username !== 'string' || typeof mobile !== 'string' || typeof registrationId !== 'string')
    return undefined;
  return { username, mobile, passwordSms: passwordSms === 'sent' ? 'sent' : 'failed', registrationId };
}

export const keepConfirmed = (token: string, confirmed: ConfirmedRegistration) =>
  keep('confirmed', { token, ...confirmed });
