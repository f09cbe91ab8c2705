import { readFinishingRequest } from '#shared/customers/cancelling/cancellations.ts';
import type { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import type { QueueMessage } from '#shared/platform/runtime/queue-worker.ts';

type Needs = { readonly finish: ReturnType<typeof finishCancelling> };

/** In ms; well within the function's minute. */
const within = 40_000;
/** A message is parked after ten receives. After these five, the mail is given up, but not the erasure. */
const triesForMail = 5;

/** Finishes the cancellation that a message names, if the endpoint could not finish it (R11.1). */
export const finishCancellingMessage =
  ({ finish }: Needs) =>
  ({ body, receiveCount }: QueueMessage) =>
    finish(readFinishingRequest(body), { within, withoutMail: receiveCount > triesForMail });
