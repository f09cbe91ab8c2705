import type { WaitingMails } from '#shared/documents/delivery/waiting-mails.ts';
import { type DueReminder, type DueReminders, reminderParts } from '#shared/documents/reminders/reminders.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';
import { type RemindingNeeds, remindAccount } from './remind-account.ts';

type Needs = RemindingNeeds & { readonly waiting: Pick<WaitingMails, 'read'> };

/**
 * The counts of a run, in due reminders. `settled`: there was nothing to mail · `waiting`: the customer got a mail within a week, or
 * another run is at work · `unreadable`: for an operator.
 */
export type ReminderCounts = {
  sent: number;
  settled: number;
  waiting: number;
  failed: number;
  unreadable: number;
};

/** A run begins no account after this time (ms), well within its five minutes. */
const beginsWithin = 200_000;

const logFailure = (why: LogFields) => log.error('reminder-not-sent', { operation: 'send-reminders', ...why });

/**
 * Works off the due reminders, the oldest first, and sends one mail a customer and week (R14.1). What a run does not reach stays for
 * the next. Mails about new documents that wait for the mail service's quota go first: then a run sends nothing. Throws at its end
 * if any reminder failed, which stops none of the others.
 */
export const sendReminders = (needs: Needs) => {
  const { reminders, waiting, now } = needs;
  const remind = remindAccount(needs);

  return async (): Promise<ReminderCounts> => {
    const counts: ReminderCounts = { sent: 0, settled: 0, waiting: 0, failed: 0, unreadable: 0 };
    const failures: unknown[] = [];
    const startedAt = now();
    let mayGoOn = (await waiting.read(undefined)).waiting.length === 0;
    const mayBegin = () => mayGoOn && now().getTime() - startedAt.getTime() < beginsWithin;

    async function work(due: DueReminder) {
      if (!mayBegin()) {
        counts.waiting++;
        return;
      }
      try {
        const outcome = await remind(due);
        if (outcome === 'stopped') mayGoOn = false;
        counts[outcome === 'stopped' ? 'waiting' : outcome]++;
      } catch (error) {
        counts.failed++;
        failures.push(error);
        logFailure(describeError(error));
      }
    }

    for (let part = 0; part < reminderParts; part++) {
      let after: string | undefined;
      do {
        const page: DueReminders = await reminders.due(part, startedAt, after);
        // One by one: SES limits the rate, and several may be of one account.
        for (const due of page.due) {
          if (due) await work(due);
          else {
            counts.unreadable++;
            logFailure({ error: 'unreadable' });
          }
        }
        after = page.next;
      } while (after !== undefined && mayBegin());
    }
    if (failures.length > 0) throw failures[0];
    return counts;
  };
};
