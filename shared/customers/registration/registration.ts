import * as v from 'valibot';
import { type Language, language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';

/** How long a confirmation link and its pending registration are valid, in ms (R2.7). */
export const confirmationLife = rules.linkHours * 60 * 60 * 1000;
/** How long the first password of a confirmed registration can be requested again, in ms. */
export const confirmedLife = 30 * 24 * 60 * 60 * 1000;

/** A registration; its item holds exactly these attributes beside the key. */
export const registrationSchema = v.object({
  registrationId: v.string(),
  state: v.picklist(['pending', 'confirmed']),
  username: v.string(),
  email: v.string(),
  mobile: v.string(),
  language,
  customerId: v.string(),
  contact: v.string(),
  /** The version of the HMAC secret from which the first password is derived. */
  secretVersion: v.exactOptional(v.string()),
  createdAt: v.string(),
  /** The address of the pending registration that this one replaced, until its mail is sent (R2.6). */
  replaces: v.exactOptional(v.object({ email: v.string(), language })),
  accountId: v.exactOptional(v.string()),
  /** Absent until the first SMS was tried. */
  passwordSms: v.exactOptional(v.picklist(['sent', 'failed'])),
  /** Policies that the page named but the first transaction could not hold; they are still to be enrolled. */
  remaining: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});
export type Registration = Readonly<v.InferOutput<typeof registrationSchema>>;

/** A confirmed registration: its account exists. */
export type ConfirmedRegistration = Registration & { readonly accountId: string };

/** Whether the registration is confirmed, and so has an account. */
export const isConfirmed = (registration: Registration): registration is ConfirmedRegistration =>
  registration.state === 'confirmed' && registration.accountId !== undefined;

/** The request of an identified person. */
export type Application = {
  readonly customerId: string;
  readonly username: string;
  readonly email: string;
  readonly mobile: string;
  readonly language: Language;
  /** The pseudonym of e-mail and mobile. */
  readonly contact: string;
};
