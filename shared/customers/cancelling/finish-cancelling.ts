import type { DocumentVersions } from '#shared/documents/retention/stored-versions.ts';
import { type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { log } from '#shared/platform/runtime/log.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import type { TurnStore } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { Cancellations, ClosedAccount, WaitingCorrection } from './cancellations.ts';
import { registrationCancelledMail } from './registration-cancelled-mail.ts';

export type FinishCancellingNeeds = {
  readonly cancellations: Cancellations;
  readonly versions: DocumentVersions;
  readonly corrections: WaitingCorrection;
  readonly credentials: Pick<Credentials, 'signOutEverywhere' | 'remove'>;
  readonly turns: Pick<TurnStore, 'isTaken'>;
  readonly mailer: Mailer;
  readonly origin: string;
  readonly now: () => Date;
};

export type FinishingTerms = {
  /** In ms. After that, another run continues. */
  readonly within: number;
  /** Whether to erase the registration even if its mail cannot be sent. */
  readonly withoutMail: boolean;
};

/**
 * Finishes a cancellation after its account was closed (R11.1), from where an earlier run ended. Enrolments end before documents
 * are erased, so a delivery at that moment fails its check. The pool's user is deleted before username and account are freed;
 * otherwise the next owner of the username would get the old user. If the account is gone, this erases what earlier calls still
 * wrote into its partition: the queue delivers every cancelled account once more, a minute later. Throws Postponed when the queue
 * must deliver the message again.
 */
export const finishCancelling =
  ({ cancellations, corrections, versions, credentials, turns, mailer, origin, now }: FinishCancellingNeeds) =>
  async (accountId: string, { within, withoutMail }: FinishingTerms): Promise<'finished' | 'nothing-to-do'> => {
    const startedAt = now().getTime();
    const closed = await cancellations.findClosed(accountId);

    async function eraseAll() {
      let from: string | undefined;
      do {
        if (now().getTime() - startedAt > within) throw new Postponed('out-of-time');
        const page = await cancellations.readErasable(accountId, from);
        // The items name the versions, so the items are deleted last.
        await versions.remove(page.versions);
        await cancellations.erase(page.items);
        from = page.next;
      } while (from !== undefined);
    }

    async function send({ email, language, isContested }: ClosedAccount) {
      const leave = await cancellations.takeMail(accountId, now());
      if (leave === 'held') throw new Postponed('mail-held');
      if (leave === 'sent') return;
      try {
        await mailer.send(email, language, registrationCancelledMail(language, origin, { isContested }), {
          purpose: 'registration-cancelled',
          // The mail's events mark it as sent if this run cannot (record-mail-outcome).
          cancelled: accountId,
        });
        await cancellations.settleMail(accountId, 'sent');
      } catch (error) {
        if (!(error instanceof MailNotSent)) throw error;
        // The registration is erased even without its mail (R11.1): at once, or after enough tries.
        if (error.reason === 'rejected' || withoutMail) {
          log.error('mail-not-sent', { operation: 'finish-cancelling', reason: error.reason });
          return;
        }
        // If the outcome is unknown, the lease stays: the mail may be on its way.
        if (error.reason !== 'unavailable') await cancellations.settleMail(accountId, 'not-sent');
        throw new Postponed(`mail-${error.reason}`, { cause: error });
      }
    }

    if (!closed) {
      if (await cancellations.isGone(accountId)) await eraseAll();
      return 'nothing-to-do';
    }
    try {
      // A call that may still set the password could create the user again.
      if (await turns.isTaken(accountId, now())) throw new Postponed('password-held');
      await credentials.signOutEverywhere(closed);
      await cancellations.tellInsurer(closed, await cancellations.endEnrolments(closed));
      // The correction's item in this partition names what is kept elsewhere, so delete that first.
      await corrections.drop(accountId, now());
      await eraseAll();
      await send(closed);
      await credentials.remove(closed);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'busy')
        throw new Postponed(error instanceof TableBusy ? 'table-busy' : 'pool-busy', { cause: error });
      throw error;
    }
    await cancellations.forget(closed);
    return 'finished';
  };
