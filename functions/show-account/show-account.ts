import { showAccount as contract } from '#shared/contract/helpdesk.ts';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import { isSameAgent } from '#shared/helpdesk/contests/contests.ts';
import { type Corrections, comingOf } from '#shared/helpdesk/corrections/corrections.ts';
import {
  actOf,
  type Callers,
  type CallersAccount,
  type Identifications,
  maskEmail,
} from '#shared/helpdesk/identifying/identification.ts';
import type { Messages } from '#shared/helpdesk/looking/messages.ts';
import type { SuppressionList } from '#shared/messages/mail/suppression-list.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { Guard, LaneStanding } from '#shared/sign-in/guard/guard.ts';
import { heldSecondStep } from '#shared/sign-in/second-step/second-step.ts';

type Needs = {
  readonly identifications: Pick<Identifications, 'require' | 'note'>;
  readonly callers: Callers;
  readonly corrections: Pick<Corrections, 'findWaiting'>;
  readonly guard: Pick<Guard, 'standings'>;
  readonly messages: Messages;
  readonly list: Pick<SuppressionList, 'find'>;
  readonly now: () => Date;
};

/** The open lane's lock, or the attempts left in it, and every other lane that is locked (R3.2b). */
function locksOf([{ standing: open }, ...others]: readonly [LaneStanding, ...LaneStanding[]]) {
  const lockedLanes = others.flatMap(({ lane, standing }) =>
    standing.kind === 'locked' && lane !== 'open'
      ? [{ lane, lockedUntil: new Date(standing.until).toISOString() }]
      : [],
  );
  return {
    ...(open.kind === 'locked'
      ? { lockedUntil: new Date(open.until).toISOString() }
      : { attemptsLeft: open.attemptsLeft }),
    ...(lockedLanes.length > 0 ? { lockedLanes } : {}),
  };
}

/**
 * Shows the helpdesk an identified caller's account (R10.2), and whether the mail service sends to its address (R10.5). The audit
 * records that before anything is read.
 */
export const showAccount = ({ identifications, callers, corrections, guard, messages, list, now }: Needs) => {
  /** Whatever the mail service answers, the rest of the account is shown. */
  async function suppressionOf(email: string) {
    try {
      const found = await list.find(email);
      return found && { mailSuppression: { reason: found.reason, since: found.since.toISOString() } };
    } catch (error) {
      log.error('suppression-unknown', { operation: contract.name, ...describeError(error) });
      return { mailSuppression: 'unknown' as const };
    }
  }

  async function details({ accountId, username, registrationId, ...account }: CallersAccount) {
    const [standings, waiting, last, suppression] = await Promise.all([
      guard.standings(username),
      corrections.findWaiting(accountId),
      messages.last(accountId),
      suppressionOf(account.email),
    ]);
    const coming = comingOf(account, waiting);
    const secondStep = heldSecondStep(account.secondStep, now());
    return {
      mobile: maskMobile(account.mobile),
      email: maskEmail(account.email),
      registeredAt: account.registeredAt,
      firstPasswordChosen: registrationId === undefined,
      ...locksOf(standings),
      ...(account.mailUnreachableSince ? { mailUnreachableSince: account.mailUnreachableSince } : {}),
      ...(account.mailUnreachableReason ? { mailUnreachableReason: account.mailUnreachableReason } : {}),
      ...suppression,
      ...(coming ? { coming } : {}),
      ...(secondStep ? { secondStep } : {}),
      sms: [...last.sms],
      mails: [...last.mails],
    };
  }

  return endpoint(contract, async ({ agent, path }) => {
    const identification = await identifications.require(path.identificationId, agent.arn, now());
    await identifications.note(actOf(identification, 'account-shown', now()));
    const standing = await callers.find(identification.customerId, now());
    switch (standing.state) {
      case 'none':
        return ok({ state: standing.state, sms: [], mails: [] });
      case 'closing':
        return ok({ state: standing.state, sms: [], mails: [] });
      case 'pending': {
        const { state, mobile, email, createdAt } = standing;
        return ok({
          ...{ state, mobile: maskMobile(mobile), email: maskEmail(email), registeredAt: createdAt },
          ...(await suppressionOf(email)),
          ...{ sms: [], mails: [] },
        });
      }
      case 'frozen': {
        const { openedAt, by } = standing.account.contest;
        const contest = { openedAt, mayDecide: !isSameAgent(by, agent.arn) };
        return ok({ state: standing.state, contest, ...(await details(standing.account)) });
      }
      case 'active':
        return ok({ state: standing.state, ...(await details(standing.account)) });
    }
  });
};
