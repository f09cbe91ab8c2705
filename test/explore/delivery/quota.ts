import { dynamoAllowanceCounts } from '#shared/documents/delivery/dynamo-allowance-counts.ts';
import { dynamoWaitingMails } from '#shared/documents/delivery/dynamo-waiting-mails.ts';
import { createMailAllowance, type MailAllowance } from '#shared/documents/delivery/mail-allowance.ts';
import type { WaitingMails } from '#shared/documents/delivery/waiting-mails.ts';
import type { Redeliveries } from '#shared/documents/withdrawal/withdrawal.ts';
import { releaseMails } from '../../../functions/deliver-document/release-mails.ts';
import { failing } from '../harness/failing.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { sentToday } from './mail.ts';
import type { World } from './world.ts';

/** The mail service counts a mail only a while after it was sent, so that it may refuse one though its count had room. */
const countLags = 0.3;

const unlimited: MailAllowance = {
  take: async () => true,
  left: async () => Number.MAX_SAFE_INTEGER,
  noteUsedUp: async () => undefined,
};

/** The mail service's quota as the delivery keeps to it: what it asks for each mail, and where mails wait. */
export function quotaOf(world: World, redeliveries: Redeliveries) {
  const { stage, random, queue, mailsPerDay } = world;
  let turns = 0;
  let isReleasing = false;
  const waitingMails = dynamoWaitingMails(client, tables.portal, () => `turn-${++turns}`);

  /** Each run of a function may have a machine of its own, so each has an allowance of its own over the common count. */
  const allowance = (): MailAllowance =>
    mailsPerDay === Infinity
      ? unlimited
      : createMailAllowance(
          dynamoAllowanceCounts(client, tables.portal),
          {
            read: () =>
              stage.call(
                'GetSendQuota',
                async () => ({ most: mailsPerDay, sent: random.chance(countLags) ? 0 : sentToday(world) }),
                [failing('SES')],
              ),
          },
          () => stage.clock().getTime(),
        );

  /** The run of every minute, for as long as mails wait. */
  function releaseInAMinute() {
    if (isReleasing) return;
    isReleasing = true;
    queue.put({
      name: 'release',
      ...{ delay: 60_000, timeout: 60_000, comesBackAfter: 60_000 },
      async work() {
        await releaseMails({
          ...{ waiting: waitingMails, allowance: allowance(), redeliveries, mostPerRun: 3 },
          now: stage.clock,
        })();
        const { waiting } = await waitingMails.read(undefined);
        isReleasing = false;
        if (waiting.length > 0) releaseInAMinute();
      },
    });
  }

  const waiting: Pick<WaitingMails, 'put'> = {
    async put(documentId, object) {
      await waitingMails.put(documentId, object);
      releaseInAMinute();
    },
  };
  return { allowance, waiting };
}
