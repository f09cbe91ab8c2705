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

/** What the insurer must know (R9.4), as it waits in the portal's table to be published. */
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
]);
export type Change = v.InferOutput<typeof changeSchema>;

type WithoutStamp<C> = C extends Change ? Omit<C, 'changeId' | 'at'> : never;
/** A change before it has its time and id. */
export type ChangeContent = WithoutStamp<Change>;

/** `now`, or the ms after `last` where the clock is behind it: what happens later sorts later. */
export const timeAfter = (last: Date | undefined, now: Date): Date =>
  new Date(Math.max(now.getTime(), last === undefined ? 0 : last.getTime() + 1));

/** A time without punctuation, so that texts sort as the times do: `20270131T093000000Z`. */
const timePart = (at: Date) => at.toISOString().replace(/[-:.]/g, '');

/** Sorts before every id of this moment. */
export const firstChangeIdAt = (at: string): string => timePart(new Date(at));

/** The time, the position within the act, and a hash: the same act, written again by a retry, gets the same ids. */
function changeIdOf(at: Date, position: number, content: ChangeContent): string {
  const text = JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${timePart(at)}-${String(position).padStart(2, '0')}${hash('sha256', text, 'hex').slice(0, 14)}`;
}

/** The one change that an act makes; `position`: behind so many others of the same moment. */
export const changeAt = (at: Date, content: ChangeContent, position = 0): Change => ({
  ...content,
  changeId: changeIdOf(at, position, content),
  at: at.toISOString(),
});

/**
 * The changes that one act makes, in this order; `from` is the first one's position where the act is written in several
 * parts. A caller that may write the same act twice keeps `at` with the act: the ids are then the same, and the second
 * writing changes nothing.
 */
export const changesAt = (at: Date, contents: readonly ChangeContent[], from = 0): Change[] =>
  contents.map((content, index) => changeAt(at, content, from + index));
