import { type MailContent, type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { type EndSessionsNeeds, endSessions } from '#shared/sign-in/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { Guard } from '#shared/sign-in/guard/guard.ts';
import type { RecoverableAccount, Recoveries } from '#shared/sign-in/recovery/recoveries.ts';
import { period } from '#shared/sign-in/recovery/recoveries.ts';
import { proofOf, recoveryLinkLife } from '#shared/sign-in/recovery/recovery-link.ts';
import { recoveryLimitMail, recoveryMail } from '#shared/sign-in/recovery/recovery-mail.ts';
import type { RecoveryRequest } from '#shared/sign-in/recovery/recovery-request.ts';
import { secondStepEndsMail } from '#shared/sign-in/second-step/second-step-mail.ts';
import { keepingLinkOf, type SecondSteps } from '#shared/sign-in/second-step/second-steps.ts';

type Needs = EndSessionsNeeds &
  PasswordTurnNeeds & {
    readonly recoveries: Recoveries;
    readonly credentials: Pick<Credentials, 'setTemporaryPassword' | 'signOutEverywhere'>;
    readonly guard: Pick<Guard, 'clear'>;
    /** Derives the temporary password of a recovery: unguessable, and the same at every attempt. */
    readonly passwordOf: (accountId: string, request: Pick<RecoveryRequest, 'recoveryId' | 'contact'>) => string;
    /** The token of the mail's link, likewise. */
    readonly tokenOf: (accountId: string, request: Pick<RecoveryRequest, 'recoveryId' | 'contact'>) => string;
    readonly secondSteps: Pick<SecondSteps, 'beginEnd'>;
    /** The token of the link that keeps the second step, likewise. */
    readonly keepingTokenOf: (accountId: string, request: Pick<RecoveryRequest, 'recoveryId' | 'contact'>) => string;
    readonly mailer: Mailer;
    readonly origin: string;
  };

/** What a recovery makes for its mail. */
type Made = { readonly password: string; readonly token: string };

/** The outcome of a message, for the log. */
export type RecoveryOutcome =
  | 'recovered'
  | 'notified'
  | 'not-mailable'
  | 'done-before'
  | 'overtaken'
  | 'too-many'
  | 'unknown-contact'
  | 'too-old';

/** The pause (ms) between checks of a recovery of the same account that another worker holds, and how many there are. */
const lookEvery = 250;
const looks = 60;
/** How long to wait for the turn, in ms; after that the message returns to the queue. */
const patience = 8_000;
/** How often, and every how many ms, a throttled mail, which was certainly not sent, is retried before the queue's next turn. */
const sends = 3;
const sendEvery = 1_000;

/**
 * Carries out one recovery (R4) in a turn that outranks the others: it sets the temporary password, ends all sessions, clears the
 * guard, opens the link's lane, lets a second step end in a day, then sends the mail. Clearing the guard first would allow three guesses at the old password. Each
 * step can be repeated; once the mail may have been sent, the password is not set again. If a worker dies between the mail and its
 * mark, the mail's Send event marks it (record-mail-outcome) before the queue delivers the message again.
 *
 * @throws Postponed if the queue must deliver the message again
 */
export const workRecoveries = (needs: Needs) => {
  const { recoveries, credentials, guard, passwordOf, tokenOf, mailer, origin, now, pause } = needs;
  const { secondSteps, keepingTokenOf } = needs;

  async function admitted(accountId: string, recoveryId: string) {
    for (let look = 1; look <= looks; look++) {
      const admission = await recoveries.admit(accountId, recoveryId, now());
      if (admission.kind !== 'held') return admission;
      await pause(lookEvery);
    }
    throw new Postponed('recovery-held');
  }

  /** False if the account was closed meanwhile. */
  async function openAccess({ accountId, username }: RecoverableAccount, { password, token }: Made): Promise<boolean> {
    try {
      const holder = { accountId, username };
      const isEnded = await inPasswordTurn(needs, accountId, { outranks: true, patience }, async () => {
        await credentials.setTemporaryPassword(holder, password);
        return await endSessions(needs, holder);
      });
      if (isEnded !== true) return false;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'busy') throw new Postponed('pool-busy', { cause: error });
      throw error;
    }
    await guard.clear(username);
    await recoveries.openLink(
      { accountId, username },
      { proof: proofOf(token), until: now().getTime() + recoveryLinkLife },
    );
    return true;
  }

  /** False if SES rejects the mail for good: a retry would not help. */
  async function send(
    { accountId, email, language }: RecoverableAccount,
    content: MailContent,
    tags: { readonly purpose: string; readonly recovery?: string },
  ): Promise<boolean> {
    for (let left = sends - 1; ; left--) {
      try {
        await mailer.send(email, language, content, { ...tags, account: accountId });
        return true;
      } catch (error) {
        if (!(error instanceof MailNotSent)) throw error;
        if (error.reason === 'rejected') {
          log.error('recovery-not-mailed', { operation: 'work-recoveries', reason: error.reason });
          return false;
        }
        if (error.reason !== 'throttled' || left === 0) throw new Postponed(`mail-${error.reason}`, { cause: error });
      }
      await pause(sendEvery);
    }
  }

  /**
   * The second step ends a day after a recovery, and its customer hears so first: whoever asked for the recovery may be a stranger who
   * knows the customer's contacts.
   */
  async function endSecondStep(account: RecoverableAccount, request: RecoveryRequest) {
    const { accountId, language } = account;
    const token = keepingTokenOf(accountId, request);
    const endsAt = await secondSteps.beginEnd(accountId, keepingLinkOf(token), now());
    if (endsAt === undefined) return;
    const mail = secondStepEndsMail(language, origin, { endsAt, token });
    await send(account, mail, { purpose: 'second-step-ends' });
  }

  /** The mail was sent. If the mark fails, its lease expires, and no second mail is sent. */
  async function markDone(accountId: string, recoveryId: string) {
    try {
      await recoveries.mark(accountId, recoveryId, 'done');
    } catch (error) {
      log.error('recovery-not-marked', { operation: 'work-recoveries', ...describeError(error) });
    }
  }

  async function recover(account: RecoverableAccount, request: RecoveryRequest, stage: 'working' | 'ready') {
    const { recoveryId } = request;
    const { accountId, username, language } = account;
    const made = { password: passwordOf(accountId, request), token: tokenOf(accountId, request) };
    if (stage === 'working') {
      if (!(await openAccess(account, made))) return 'unknown-contact';
      await endSecondStep(account, request);
      await recoveries.mark(accountId, recoveryId, 'ready');
    }
    const mail = recoveryMail(language, { username, ...made, origin });
    const isSent = await send(account, mail, { purpose: 'recovery', recovery: recoveryId });
    await markDone(accountId, recoveryId);
    return isSent ? 'recovered' : 'not-mailable';
  }

  async function notify(account: RecoverableAccount, recoveryId: string, until: number) {
    const mail = recoveryLimitMail(account.language, new Date(until));
    const isSent = await send(account, mail, { purpose: 'recovery-limit', recovery: recoveryId });
    await markDone(account.accountId, recoveryId);
    return isSent ? 'notified' : 'not-mailable';
  }

  return async (request: RecoveryRequest): Promise<RecoveryOutcome> => {
    const { contact, otherContacts, recoveryId, requestedAt } = request;
    // An operator redrove an old message: the customer has requested another password by now, or can sign in.
    if (now().getTime() - Date.parse(requestedAt) >= period) return 'too-old';
    const account = await recoveries.find([contact, ...otherContacts]);
    if (!account) return 'unknown-contact';
    const { accountId } = account;
    const admission = await admitted(accountId, recoveryId);
    switch (admission.kind) {
      case 'gone':
        return 'unknown-contact';
      case 'over':
        return admission.why;
      case 'notify':
        return notify(account, recoveryId, admission.until);
      case 'recover':
        return recover(account, request, admission.stage);
    }
  };
};
