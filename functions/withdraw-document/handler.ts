import { redeliveries, withdrawalMarkers, withdrawalReports, withdrawals } from '#shared/documents/compose.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { withdrawDocument } from './withdraw-document.ts';

export const handler = uploadWorker(
  'withdraw-document',
  withdrawDocument({
    withdrawals: withdrawals(),
    markers: withdrawalMarkers(),
    reports: withdrawalReports(),
    redeliveries: redeliveries(),
  }),
  queueOf('withdraw-document'),
);
