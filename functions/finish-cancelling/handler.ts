import { cancellations, documentVersions } from '#shared/cancelling/compose.ts';
import { finishCancelling } from '#shared/cancelling/finish-cancelling.ts';
import { credentials } from '#shared/credentials/compose.ts';
import { mailer, portalOrigin } from '#shared/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { finishCancellingMessage } from './finish-cancelling.ts';

const finish = finishCancelling({
  cancellations: cancellations(),
  versions: documentVersions(),
  credentials: credentials(),
  mailer: mailer(1),
  origin: portalOrigin(),
  now,
});

export const handler = queueWorker('finish-cancelling', finishCancellingMessage({ finish }));
