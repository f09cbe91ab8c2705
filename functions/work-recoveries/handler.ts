import { notedMailing } from '#shared/messages/compose.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { recovering } from '#shared/sign-in/compose.ts';
import { readRecoveryRequest } from '#shared/sign-in/recovery/recovery-request.ts';
import { workRecoveries } from './work-recoveries.ts';

// One attempt at the mail, because a retry could send a second one. The worker itself retries what was certainly not sent.
const recover = workRecoveries({ ...(await recovering()), ...notedMailing(1) });
const work = ({ body }: { readonly body: string }) => recover(readRecoveryRequest(body));
export const handler = queueWorker('work-recoveries', work, queueOf('work-recoveries'));
