import { credentials, inTurn, sessionCutoff } from '#shared/credentials/compose.ts';
import { portalOrigin } from '#shared/mail/compose.ts';
import { notedMailer } from '#shared/mail-outcomes/compose.ts';
import { recoveries } from '#shared/recovery/compose.ts';
import { recoveryPasswordOf } from '#shared/recovery/recovery-password.ts';
import { readRecoveryRequest } from '#shared/recovery/recovery-request.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { guard } from '#shared/sign-in/compose.ts';
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
