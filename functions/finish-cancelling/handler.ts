import type { ScheduledEvent, SQSEvent } from 'aws-lambda';
import { unclaimedUsers } from '#shared/customers/accounts/compose.ts';
import { cancellations, documentVersions } from '#shared/customers/cancelling/compose.ts';
import { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { credentials, passwordTurns } from '#shared/sign-in/credentials/compose.ts';
import { finishCancellingMessage } from './finish-cancelling.ts';
import { sweepUsers } from './sweep-users.ts';

const users = credentials();
const finish = finishCancelling({
  cancellations: cancellations(),
  versions: documentVersions(),
  credentials: users,
  turns: passwordTurns(),
  mailer: mailer(1),
  origin: portalOrigin(),
  now,
});

const work = queueWorker('finish-cancelling', finishCancellingMessage({ finish }));
const sweep = scheduledRun('finish-cancelling', sweepUsers({ unclaimed: unclaimedUsers(users), now }));

/** The queue brings records; the clock brings none. */
export const handler = (event: SQSEvent | ScheduledEvent) => ('Records' in event ? work(event) : sweep());
