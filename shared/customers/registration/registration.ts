import * as v from 'valibot';
import { type Language, language } from '#shared/contract/fields.ts';

/** How long a confirmation link and its pending registration are valid, in ms: 24 hours (R2.7). */
export const confirmationLife = 24 * 60 * 60 * 1000;
/** How long a confirmed registration can still ask for its first password, in ms. */
export const confirmedLife = 30 * 24 * 60 * 60 * 1000;

/** A registration. Its item has exactly these attributes beside the key. */
export const registrationSchema = v.object({
  registrationId: v.string(),
  state: v.picklist(['pending', 'confirmed']),
  username: v.string(),
  email: v.string(),
  mobile: v.string(),
  language,
  customerId: v.string(),
  contact: v.string(),
  /** The version of the HMAC secret that makes the first password. */
  secretVersion: v.exactOptional(v.string()),
  createdAt: v.string(),
  accountId: v.exactOptional(v.string()),
  /** Absent until the first SMS was tried. */
  passwordSms: v.exactOptional(v.picklist(['sent', 'failed'])),
  /** Policies that the page named and one transaction could not hold; still to be enrolled. */
  remaining: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});
export type Registration = Readonly<v.InferOutput<typeof registrationSchema>>;

/** A confirmed registration: its account exists. */
export type ConfirmedRegistration = Registration & { readonly accountId: string };

export const isConfirmed = (registration: Registration): registration is ConfirmedRegistration =>
  registration.state === 'confirmed' && registration.accountId !== undefined;

/** What somebody asks for, once identified. */
export type Application = {
  readonly customerId: string;
  readonly username: string;
  readonly email: string;
  readonly mobile: string;
  readonly language: Language;
  /** The pseudonym of e-mail and mobile. */
  readonly contact: string;
};
