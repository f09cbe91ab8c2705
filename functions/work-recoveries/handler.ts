import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { notedMailer } from '#shared/messages/mail-outcomes/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { guard } from '#shared/sign-in/compose.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/credentials/compose.ts';
import { recoveries } from '#shared/sign-in/recovery/compose.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-password.ts';
import { readRecoveryRequest } from '#shared/sign-in/recovery/recovery-request.ts';
import { workRecoveries } from './work-recoveries.ts';

const recover = workRecoveries({
  ...inTurn(),
  recoveries: recoveries(),
  credentials: credentials(),
  cutoff: sessionCutoff(),
  guard: guard(),
  passwordOf: recoveryPasswordOf(await pseudonyms()),
  // One attempt: a repeated send is a second mail. What was certainly not sent is repeated by the worker itself.
  mailer: notedMailer(1),
  origin: portalOrigin(),
});

export const handler = queueWorker('work-recoveries', ({ body }) => recover(readRecoveryRequest(body)));
