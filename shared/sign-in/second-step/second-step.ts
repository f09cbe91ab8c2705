import * as v from 'valibot';
import { rules } from '#shared/contract/rules.ts';
import { instantText } from '#shared/platform/instant.ts';
import type { Limited } from '#shared/platform/limits/limits.ts';
import type { LaneKind } from '#shared/sign-in/guard/lane.ts';

/**
 * The customer's choice that a password alone signs nobody in: since when, and, after a recovery, until when. It is judged at each
 * sign-in, so nothing has to run at its end.
 */
export const secondStepSchema = v.object({ since: instantText, endsAt: v.exactOptional(instantText) });
export type SecondStep = Readonly<v.InferOutput<typeof secondStepSchema>>;

/** The choice as long as it holds. */
export const heldSecondStep = (chosen: SecondStep | undefined, now: Date): SecondStep | undefined =>
  chosen && (chosen.endsAt === undefined || now.getTime() < Date.parse(chosen.endsAt)) ? chosen : undefined;

const minute = 60_000;

/** How long a code is good, in ms. */
export const codeLife = rules.signInCodeMinutes * minute;
/** How long after the password a code may be asked for and typed, in ms. */
export const pendingLife = 20 * minute;
/** Codes that may be typed until the password must be given again. */
export const mostTries = 3;
/** How long after a recovery the choice ends, in ms, unless its customer keeps it. */
export const endsAfter = rules.secondStepEndHours * 60 * minute;

/**
 * The mails with codes that one account gets in a day for sign-ins of one kind of lane: whoever else knows the password cannot use
 * up those of the customer's own browser (R3.2b).
 */
export const codeMails = (accountId: string, lane: LaneKind): Limited => ({
  kind: 'SIGN-IN-CODE',
  who: `${accountId}.${lane}`,
  max: rules.signInCodeMails,
});
