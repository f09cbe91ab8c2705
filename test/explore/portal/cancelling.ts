import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import type { StoredVersion } from '#shared/documents/retention/stored-versions.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { actTablesIn } from '#test/builders/audit.ts';
import { describeFailure } from '../harness/create-stage.ts';
import { failing } from '../harness/failing.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Queue } from '../harness/queue.ts';
import type { Stage } from '../harness/stage.ts';

type Needs = {
  readonly stage: Stage;
  readonly queue: Queue;
  readonly mailer: Mailer;
  readonly onErased: (version: StoredVersion) => void;
  /** Deletes the account's user from the pool. */
  readonly removeUser?: Credentials['remove'];
};

/** ms. */
export const cancelTimeout = 29_000;

/** As cancel-registration does once the password was right: a message first, then the closing, then as much as there is time for. */
export function cancelling({ stage, queue, mailer, onErased, removeUser = async () => undefined }: Needs) {
  const cancellations = dynamoCancellations(client, tables.portal);
  const finish = finishCancelling({
    cancellations,
    corrections: dynamoWaitingCorrections(client, actTablesIn(tables.portal)),
    turns: dynamoPasswordTurns(client, tables.portal),
    versions: {
      remove: (versions) =>
        stage.call(`DeleteObjects ${versions.length}`, async () => versions.forEach(onErased), [failing('S3')]),
    },
    credentials: { signOutEverywhere: async () => undefined, remove: removeUser },
    mailer,
    origin: 'https://portal.example',
    now: stage.clock,
  });
  return async (accountId: string): Promise<string> => {
    await stage.call('SendMessage', async () =>
      queue.put({
        name: `finish ${accountId}`,
        ...{ delay: 60_000, timeout: 60_000, comesBackAfter: 360_000 },
        work: (receives) => finish(accountId, { within: 40_000, withoutMail: receives > 5 }),
      }),
    );
    await cancellations.close(accountId, stage.clock());
    return finish(accountId, { within: 6_000, withoutMail: false }).catch(describeFailure);
  };
}
