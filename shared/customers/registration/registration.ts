import * as v from 'valibot';
import { type Language, language } from '#shared/contract/fields.ts';

/** How long a confirmation link, and with it a pending registration, lives: 24 hours (R2.7), in ms. */
export const confirmationLife = 24 * 60 * 60 * 1000;
/** How long a confirmed registration can still ask for its first password, in ms. */
export const confirmedLife = 30 * 24 * 60 * 60 * 1000;

/** A registration on its way; as an item it has exactly these attributes beside its key. */
export const registrationSchema = v.object({
  registrationId: v.string(),
  state: v.picklist(['pending', 'confirmed']),
  username: v.string(),
  email: v.string(),
  mobile: v.string(),
  language,
  customerId: v.string(),
  contact: v.string(),
  /** Of the HMAC secret that the first password is derived from. */
  secretVersion: v.exactOptional(v.string()),
  createdAt: v.string(),
  accountId: v.exactOptional(v.string()),
  /** Unknown until the first SMS was tried. */
  passwordSms: v.exactOptional(v.picklist(['sent', 'failed'])),
  /** Policies named in the preview that one transaction could not hold and that are still to be enrolled. */
  remaining: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});
export type Registration = Readonly<v.InferOutput<typeof registrationSchema>>;

/** A confirmed one: its account exists. */
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
