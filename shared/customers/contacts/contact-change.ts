import * as v from 'valibot';

/** What of the contacts is to change. Each kind has at most one change on its way. */
export type ContactKind = 'email' | 'mobile';

/** A change that waits for its confirmation at the new address or number (R11.2). */
export const contactChangeSchema = v.object({
  kind: v.picklist(['email', 'mobile']),
  /** The new address, or the new number in E.164. */
  value: v.string(),
  /** SHA-256 of the link's token, or of the code. */
  proof: v.string(),
  /** How often the code may still be tried. */
  triesLeft: v.pipe(v.number(), v.integer()),
  /** The account's when it was asked for: whatever ends sessions (a recovery, a new password) also voids the change. */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  /** A link that is followed twice answers the same. */
  confirmed: v.optional(v.boolean(), false),
  expiresAt: v.number(),
});
export type ContactChange = Readonly<v.InferOutput<typeof contactChangeSchema>>;

/** How long a change waits, in ms: a mail is read within a day, a text message at once. */
export const changeLife: Readonly<Record<ContactKind, number>> = { email: 24 * 60 * 60 * 1000, mobile: 15 * 60 * 1000 };
/** Guesses at one code of a million. */
export const codeTries = 5;
/** Changes that one account may ask for a day: each sends a mail or a text message to somebody. */
export const changesPerDay = 5;
