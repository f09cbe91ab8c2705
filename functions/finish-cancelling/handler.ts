import type { ScheduledEvent, SQSEvent } from 'aws-lambda';
import { unclaimedUsers } from '#shared/accounts/compose.ts';
import { cancellations, documentVersions } from '#shared/cancelling/compose.ts';
import { finishCancelling } from '#shared/cancelling/finish-cancelling.ts';
import { credentials, passwordTurns } from '#shared/credentials/compose.ts';
import { mailer, portalOrigin } from '#shared/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
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
