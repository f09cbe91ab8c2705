import type { MailAllowance } from '#shared/documents/delivery/mail-allowance.ts';
import type { MailPace } from '#shared/documents/delivery/mail-pace.ts';
import { reminderMail } from '#shared/documents/reminders/reminder-mail.ts';
import {
  allReminders,
  type DueDocuments,
  type DueReminder,
  dueOf,
  oneEvery,
  type RemindedAccount,
  type Reminders,
  uploadsOf,
  waitsForDecision,
} from '#shared/documents/reminders/reminders.ts';
import { type Mailer, MailNotSent, outcomeWait } from '#shared/messages/mail/mail.ts';
import { log } from '#shared/platform/runtime/log.ts';

export type RemindingNeeds = {
  readonly reminders: Reminders;
  readonly mailer: Mailer;
  readonly allowance: Pick<MailAllowance, 'take' | 'noteUsedUp'>;
  readonly pace: MailPace;
  readonly origin: string;
  readonly now: () => Date;
};

/** How long a run holds a mail's lease, in ms: longer than a run. */
const sendingLease = 6 * 60_000;

/** `stopped`: the mail service takes no mail now, so the run ends. */
export type Reminding = 'sent' | 'settled' | 'waiting' | 'stopped';

/**
 * Works off one due reminder (R14.1). The account holds the week's one mail from before it is sent: so no second run sends one. The
 * mail's own event marks it as taken (record-mail-outcome), so that a run that died after sending is not repeated; without that
 * event the mail is sent again: better twice than never.
 */
export const remindAccount = ({ reminders, mailer, allowance, pace, origin, now }: RemindingNeeds) => {
  async function dueAt(accountId: string, { reminders: settings }: RemindedAccount, at: Date): Promise<DueDocuments> {
    const uploads = uploadsOf(at);
    const [ending, unread] = await Promise.all([
      reminders.documentsOf(accountId, uploads.ending),
      reminders.documentsOf(accountId, uploads.unread),
    ]);
    return dueOf({ ending, unread }, settings ?? allReminders, at);
  }

  /** Sends the mail that the account holds, and records it. */
  async function send(
    accountId: string,
    account: RemindedAccount,
    documents: DueDocuments,
    at: Date,
  ): Promise<Reminding> {
    const takenAt = at.getTime();
    const { email, language } = account;
    if (!(await allowance.take())) {
      await reminders.giveBack(accountId, takenAt);
      return 'stopped';
    }
    await pace();
    try {
      const tags = { account: accountId, reminder: String(takenAt), purpose: 'reminder' };
      await mailer.send(email, language, reminderMail(language, origin, documents), tags);
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      log.error('reminder-not-sent', { operation: 'send-reminders', reason: error.reason });
      // The mail may be on its way: the lease stays.
      if (error.reason === 'unavailable') return 'waiting';
      if (error.reason === 'rejected') {
        await reminders.finish(accountId, takenAt);
        return 'settled';
      }
      if (error.code === 'daily-quota') await allowance.noteUsedUp();
      await reminders.giveBack(accountId, takenAt);
      return 'stopped';
    }
    await note(accountId, documents, at);
    return 'sent';
  }

  async function note(accountId: string, documents: DueDocuments, at: Date) {
    await reminders.noteOnDocuments(accountId, documents, at);
    await reminders.finish(accountId, at.getTime());
  }

  /** Ends the mail of a run that died. `held`: that run may still be at work. */
  async function finishLast(
    accountId: string,
    account: RemindedAccount,
    time: Date,
  ): Promise<Reminding | 'held' | undefined> {
    const { lastReminder: last } = account;
    if (!last || last.phase === 'noted') return undefined;
    const at = new Date(last.takenAt);
    if (last.phase === 'sending') {
      if (last.leaseUntil + outcomeWait > time.getTime()) return 'held';
      if (!(await reminders.takeOver(accountId, last, leaseFrom(time)))) return 'held';
    }
    // As the mail counted them, so that it is the same mail.
    const documents = await dueAt(accountId, account, at);
    if (last.phase === 'sending' && isAny(documents)) return send(accountId, account, documents, at);
    await note(accountId, documents, at);
    return undefined;
  }

  return async (due: DueReminder): Promise<Reminding> => {
    const { accountId } = due;
    const settle = async (outcome: Reminding = 'settled') => {
      await reminders.settle(due);
      return outcome;
    };
    const postpone = async (until: Date) => {
      await reminders.postpone(due, until);
      return 'waiting' as const;
    };

    const account = await reminders.accountOf(accountId);
    const time = now();
    if (account?.state === 'frozen') return postpone(new Date(time.getTime() + waitsForDecision));
    if (account?.state !== 'active') return settle();

    const finished = await finishLast(accountId, account, time);
    if (finished === 'held') return 'waiting';
    // The next run judges what is due besides.
    if (finished !== undefined) return finished;

    const documents = await dueAt(accountId, account, time);
    if (!isAny(documents)) return settle();
    const next = account.lastReminder && account.lastReminder.takenAt + oneEvery;
    if (next !== undefined && next > time.getTime()) return postpone(new Date(next));
    if (!(await reminders.take(accountId, time, leaseFrom(time)))) return 'waiting';
    const outcome = await send(accountId, account, documents, time);
    return outcome === 'sent' || outcome === 'settled' ? settle(outcome) : outcome;
  };
};

const isAny = ({ ending, unread }: DueDocuments) => ending.length + unread.length > 0;
const leaseFrom = (time: Date) => new Date(time.getTime() + sendingLease);
