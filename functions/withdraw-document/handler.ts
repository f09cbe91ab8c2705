import { withdrawing } from '#shared/documents/compose.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { withdrawDocument } from './withdraw-document.ts';

const withdraw = withdrawDocument(withdrawing());
export const handler = uploadWorker('withdraw-document', withdraw, queueOf('withdraw-document'));
