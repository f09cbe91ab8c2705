import { hash } from 'node:crypto';
import * as v from 'valibot';
import { paymentMethod } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';

/**
 * Why electronic post of a policy ended: the customer ended it · the premium is paid by postal cheque again (R8.2) · the policy
 * has another holder (R9.2a) · the registration was cancelled (R11.1).
 */
export const endingReason = v.picklist([
  'ended-by-customer',
  'postal-cheque',
  'holder-changed',
  'registration-cancelled',
]);
export type EndingReason = v.InferOutput<typeof endingReason>;

const always = {
  /** Sorts by time; also the name of the insurer's file. */
  changeId: v.string(),
  /** When it happened. */
  at: instantText,
  customerId: v.string(),
};

/** A change that the insurer must know (R9.4), while it waits in the portal's table to be published. */
export const changeSchema = v.variant('type', [
  v.object({
    type: v.literal('eposta-enrolled'),
    ...always,
    policyNumber: v.string(),
    consentAt: v.exactOptional(instantText),
  }),
  v.object({
    type: v.literal('eposta-ended'),
    ...always,
    policyNumber: v.string(),
    reason: v.exactOptional(endingReason),
  }),
  v.object({
    type: v.literal('payment-method-changed'),
    ...always,
    policyNumber: v.string(),
    from: paymentMethod,
    to: paymentMethod,
    consentAt: instantText,
  }),
  v.object({ type: v.literal('registration-cancelled'), ...always, consentAt: v.exactOptional(instantText) }),
  /**
   * A caller identified as the holder says that somebody else registered under the holder's data (R10.4). `opened`: the registration
   * is frozen · `confirmed`: it is being ended · `rejected`: it is active again.
   */
  v.object({
    type: v.literal('registration-contested'),
    ...always,
    stage: v.picklist(['opened', 'confirmed', 'rejected']),
  }),
]);
export type Change = v.InferOutput<typeof changeSchema>;

type WithoutStamp<C> = C extends Change ? Omit<C, 'changeId' | 'at'> : never;
/** A change without its time and id. */
export type ChangeContent = WithoutStamp<Change>;

/** `now`, or the ms after `last` if the clock is behind it, so that later changes sort later. */
export const timeAfter = (last: Date | undefined, now: Date): Date =>
  new Date(Math.max(now.getTime(), last === undefined ? 0 : last.getTime() + 1));

/** A time without punctuation; these texts sort like the times: `20270131T093000000Z`. */
const timePart = (at: Date) => at.toISOString().replace(/[-:.]/g, '');

/** A text that sorts before every id of this moment. */
export const firstChangeIdAt = (at: string): string => timePart(new Date(at));

/** The time, the position within the act, and a hash. If a retry writes the same act again, it gets the same ids. */
function changeIdOf(at: Date, position: number, content: ChangeContent): string {
  const text = JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${timePart(at)}-${String(position).padStart(2, '0')}${hash('sha256', text, 'hex').slice(0, 14)}`;
}

/** The only change of an act. `position`: how many changes of the same moment come before it. */
export const changeAt = (at: Date, content: ChangeContent, position = 0): Change => ({
  ...content,
  changeId: changeIdOf(at, position, content),
  at: at.toISOString(),
});

/**
 * The changes of one act, in this order. `from`: the first one's position if the act is written in several parts. A caller that
 * may write the same act twice keeps `at` with the act: then the ids are the same, and the second write changes nothing.
 */
export const changesAt = (at: Date, contents: readonly ChangeContent[], from = 0): Change[] =>
  contents.map((content, index) => changeAt(at, content, from + index));
