import { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { finishing, unclaimedUsers } from '#shared/customers/compose.ts';
import { waitingCorrections } from '#shared/helpdesk/compose.ts';
import { now, queueOf } from '#shared/platform/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { byTheClock, scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { credentials } from '#shared/sign-in/compose.ts';
import { finishCancellingMessage } from './finish-cancelling.ts';
import { sweepUsers } from './sweep-users.ts';

const users = credentials();
const finish = finishCancelling(finishing(users, waitingCorrections()));
const work = queueWorker('finish-cancelling', finishCancellingMessage({ finish }), queueOf('finish-cancelling'));
const sweep = sweepUsers({ unclaimed: unclaimedUsers(users), now });
export const handler = byTheClock(scheduledRun('finish-cancelling', sweep), work);
