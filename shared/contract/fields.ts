import * as v from 'valibot';
import { withoutTraces } from './contacts/pasted.ts';
import { readCode } from './contacts/read-code.ts';
import { readEmail } from './contacts/read-email.ts';
import { readPassword } from './passwords/read-password.ts';
import { rules } from './rules.ts';
import { tidy } from './tidy.ts';
import { chosenUsernamePattern, normaliseUsername } from './usernames.ts';

/** The fields that several endpoints use. Lengths are in characters (UTF-16 units). */

/** A text as people paste it, without what shows nothing (R1.7). */
const pasted = v.pipe(v.string(), tidy(withoutTraces));

const text = (max: number) => v.pipe(pasted, v.nonEmpty(), v.maxLength(max));

/** An ISO 8601 instant in UTC, e.g. `2027-01-31T09:30:00.000Z`. */
export const instant = v.pipe(v.string(), v.isoTimestamp());

/** The choice that a password alone signs nobody in: since when, and until when after a recovery. */
export const secondStepView = v.strictObject({ since: instant, endsAt: v.optional(instant) });

/** A calendar date that exists, e.g. `1961-02-28`. */
export const calendarDate = v.pipe(
  pasted,
  v.isoDate(),
  // This also runs for texts that are no date, so it must not throw.
  v.check((date) => {
    const midnight = new Date(`${date}T00:00:00Z`);
    return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
  }, 'There is no such day'),
);

const normalisedUsername = v.pipe(v.string(), tidy(normaliseUsername));

/** A username for signing in: anything that the pool could hold. */
export const username = v.pipe(normalisedUsername, v.regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u));

/** A new username: readable over the phone, no spaces. */
export const chosenUsername = v.pipe(normalisedUsername, v.regex(chosenUsernamePattern));

/** Any password that somebody enters, as it is compared. */
export const password = v.pipe(v.string(), tidy(readPassword), v.nonEmpty(), v.maxLength(rules.longestPassword));

/** A password that somebody chooses, in NFC. Other rules decide about it (weak-password), also about blanks around it. */
export const newPassword = v.pipe(v.string(), v.normalize('NFC'), v.nonEmpty(), v.maxLength(rules.longestPassword));

/** An e-mail address as people paste it. The API continues with the form that mail is sent to. */
export const email = v.pipe(
  v.string(),
  v.maxLength(320),
  v.transform((text) => readEmail(text)),
  v.string('This cannot be an e-mail address'),
);

/** A mobile number as people write it; the domain reads it (R2.5). */
export const mobile = text(40);

export const language = v.picklist(['hu', 'en']);
export type Language = v.InferOutput<typeof language>;

/** Natural identity data (R2.1). */
export const identity = v.strictObject({
  familyName: text(100),
  givenName: text(100),
  birthFamilyName: text(100),
  birthGivenName: text(100),
  birthPlace: text(100),
  birthDate: calendarDate,
  mothersFamilyName: text(100),
  mothersGivenName: text(100),
});
export type NaturalIdentity = v.InferOutput<typeof identity>;

const tokenPattern = /^[A-Za-z0-9_-]{22,128}$/;

/** 128 random bits or more, base64url. */
export const opaqueToken = v.pipe(v.string(), v.regex(tokenPattern));

/** Such a token as somebody copies it from a mail. */
export const pastedToken = v.pipe(pasted, v.regex(tokenPattern));

/** The six digits of an SMS or a mail. */
export const smsCode = v.pipe(v.string(), tidy(readCode), v.regex(/^\d{6}$/));

export const product = v.picklist(['kgfb', 'casco', 'home', 'business', 'other']);
export type Product = v.InferOutput<typeof product>;

export const paymentMethod = v.picklist(['direct-debit', 'bank-transfer', 'postal-cheque', 'card']);
export type PaymentMethod = v.InferOutput<typeof paymentMethod>;

export const policyState = v.picklist(['valid', 'terminated']);
export type PolicyState = v.InferOutput<typeof policyState>;

export const documentKind = v.picklist(['policy', 'invoice', 'certificate', 'notice', 'other']);
export type DocumentKind = v.InferOutput<typeof documentKind>;

/** A policy number as the insurer writes it. It may contain `/`, leading zeros and spaces inside (R9.2a). */
export const policyNumber = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));

/** A policy's id in URLs: its number in base64url, because numbers may contain `/`. */
export const policyId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/));

/** A document's id; sorts by the time of upload. */
export const documentId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{10,80}$/));

/** A SHA-256 in lower-case hexadecimal. */
export const sha256 = v.pipe(v.string(), v.toLowerCase(), v.regex(/^[0-9a-f]{64}$/));

/** An access token for `Authorization: Bearer`; the refresh token goes only into the cookie (R1.4). */
export const tokens = v.strictObject({ accessToken: v.string(), expiresAt: instant });

/** Why mail does not reach an address: it comes back, or its reader marked a mail as spam (R5.2). */
export const mailUnreachableReason = v.picklist(['bounced', 'complained']);
export type MailUnreachableReason = v.InferOutput<typeof mailUnreachableReason>;
