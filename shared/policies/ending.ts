import { type Change, type ChangeContent, changesAt, type EndingReason } from '#shared/changes/change.ts';
import type { Enrolment } from './enrolment.ts';

/** When something happens to an enrolment: after it began, even where two functions' clocks differ. */
export const timeAfter = ({ since }: Pick<Enrolment, 'since'>, now: Date): Date =>
  new Date(Math.max(now.getTime(), Date.parse(since) + 1));

export const endingOf = ({ policyNumber, customerId }: Enrolment, reason: EndingReason): ChangeContent => ({
  type: 'eposta-ended',
  policyNumber,
  customerId,
  reason,
});

/** What the insurer is told when an enrolment ends by itself. */
export const endingChanges = (enrolment: Enrolment, reason: EndingReason, now: Date): Change[] =>
  changesAt(timeAfter(enrolment, now), [endingOf(enrolment, reason)]);
