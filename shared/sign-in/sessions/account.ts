import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';

/** The account item: what the portal keeps of a customer beside documents and enrolments. */
export const accountSchema = v.object({
  username: v.string(),
  email: v.string(),
  /** E.164. */
  mobile: v.string(),
  language,
  customerId: v.string(),
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.string(),
  /** Only until the first password is chosen. */
  registrationId: v.optional(v.string()),
  registeredAt: instantText,
  /** Tokens issued earlier are refused; seconds since 1970 UTC. */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  state: v.picklist(['active', 'closed']),
  mailUnreachableSince: v.optional(instantText),
});

export type Account = v.InferOutput<typeof accountSchema>;
