import type { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { readFinishingRequest } from '#shared/customers/cancelling/finishing-request.ts';
import type { QueueMessage } from '#shared/platform/runtime/queue-worker.ts';

type Needs = { readonly finish: ReturnType<typeof finishCancelling> };

/** ms; well within the function's minute. */
const within = 40_000;
/** Of ten receives before a message is parked: after these the last mail is given up, the erasing is not. */
const triesForMail = 5;

/** Finishes the cancellation that a message names, where the endpoint did not live to finish it (R11.1). */
export const finishCancellingMessage =
  ({ finish }: Needs) =>
  ({ body, receiveCount }: QueueMessage) =>
    finish(readFinishingRequest(body), { within, withoutMail: receiveCount > triesForMail });
