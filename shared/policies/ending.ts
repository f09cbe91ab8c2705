import {
  type Change,
  type ChangeContent,
  changeAt,
  type EndingReason,
  timeAfter,
} from '#shared/insurer/changes/change.ts';
import type { Enrolment } from './enrolment.ts';

/** When an enrolment ends: after it began, even where two functions' clocks differ. */
export const endOf = ({ since }: Pick<Enrolment, 'since'>, now: Date): Date => timeAfter(new Date(since), now);

export const endingOf = ({ policyNumber, customerId }: Enrolment, reason: EndingReason): ChangeContent => ({
  type: 'eposta-ended',
  policyNumber,
  customerId,
  reason,
});

/** The change for the insurer when one enrolment ends. */
export const endingChange = (enrolment: Enrolment, reason: EndingReason, now: Date): Change =>
  changeAt(endOf(enrolment, now), endingOf(enrolment, reason));
