import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { readS3Event } from '#shared/platform/runtime/s3-event.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { parkedKey } from '#shared/platform/tables/portal-keys.ts';
import { openPlace, type Place, type PlaceOrder } from '../place.ts';
import { deleteParked, lookAt, type ParkedMessage, parkedQueueUrl, replayParked } from './parked-messages.ts';

export type ParkedOrder = PlaceOrder & { readonly print: (line: string) => void };

const noteSchema = v.object({
  failedAt: v.string(),
  error: v.optional(v.string()),
  code: v.optional(v.string()),
  cause: v.optional(v.string()),
  reason: v.optional(v.string()),
  at: v.optional(v.string()),
});

/** What a message is about: the keys of uploads, otherwise the beginning of its text. */
function subjectOf(body: string): string {
  try {
    const keys = readS3Event(body).map(({ key }) => key);
    if (keys.length > 0) return keys.join(' ');
  } catch {
    // Not of S3.
  }
  return body.length > 80 ? `${body.slice(0, 80)} …` : body;
}

/** Why a message was parked, as the worker noted it. */
async function whyOf({ dynamo, outputs }: Place, worker: string, { messageId }: ParkedMessage) {
  const note = await getItem(dynamo, outputs.PortalTable, parkedKey(worker, messageId), noteSchema);
  // The note is the last thing that a worker writes about a message.
  if (!note) return { time: undefined, why: 'not noted: the worker crashed, timed out or had no table; see its log' };
  const { failedAt, error, code, cause, reason, at } = note;
  const words = [reason, error, code, cause === undefined ? undefined : `cause ${cause}`, at && `at ${at}`];
  return { time: failedAt, why: words.filter((word) => word !== undefined).join(', ') };
}

async function at<Result>(order: ParkedOrder, work: (place: Place) => Promise<Result>): Promise<Result> {
  const place = await openPlace(order);
  try {
    return await work(place);
  } finally {
    place.close();
  }
}

/** Prints each parked message of the workers: when it was given up, its id, what it is about, and why. */
export const listParked = (order: ParkedOrder, workers: readonly string[], most: number) =>
  at(order, async (place) => {
    for (const worker of workers) {
      const url = await parkedQueueUrl(place.sqs, place.portalName, worker);
      await lookAt(place.sqs, url, most, async (messages) => {
        if (messages.length === 0) return order.print(`${worker}: nothing is parked`);
        order.print(`${worker}: ${messages.length === most ? 'the first ' : ''}${messages.length} parked`);
        for (const message of messages) {
          const { time, why } = await whyOf(place, worker, message);
          order.print(
            `  ${time ?? message.sentAt.toISOString()}  ${message.messageId}  ${subjectOf(message.body)}  ${why}`,
          );
        }
      });
    }
  });

const save = (file: string, messages: readonly ParkedMessage[]) =>
  writeFile(
    resolve(file),
    `${JSON.stringify(
      messages.map(({ messageId, sentAt, body }) => ({ messageId, sentAt, body })),
      null,
      2,
    )}\n`,
    { mode: 0o600, flag: 'wx' },
  );

/** Writes the parked messages of a worker into a new file; they stay parked. */
export const saveParked = (order: ParkedOrder, worker: string, file: string) =>
  at(order, async ({ sqs, portalName }) => {
    const url = await parkedQueueUrl(sqs, portalName, worker);
    const saved = await lookAt(sqs, url, Number.MAX_SAFE_INTEGER, async (messages) => {
      await save(file, messages);
      return messages.length;
    });
    order.print(`${worker}: ${saved} messages saved in ${resolve(file)}; they stay parked`);
  });

/** Passes one parked message to `work`. Throws Error if it is not there. */
const withMessage = (
  order: ParkedOrder,
  { worker, messageId }: { readonly worker: string; readonly messageId: string },
  work: (place: Place, url: string, message: ParkedMessage) => Promise<void>,
) =>
  at(order, async (place) => {
    const url = await parkedQueueUrl(place.sqs, place.portalName, worker);
    await lookAt(place.sqs, url, Number.MAX_SAFE_INTEGER, async (messages) => {
      const message = messages.find((one) => one.messageId === messageId);
      if (!message) throw new Error(`${worker}: no parked message has the id ${messageId}`);
      await work(place, url, message);
    });
  });

/** Takes one message out for good: saves it in a new file first, then deletes it. */
export const removeParked = (order: ParkedOrder, which: { worker: string; messageId: string }, file: string) =>
  withMessage(order, which, async ({ sqs }, url, message) => {
    await save(file, [message]);
    await deleteParked(sqs, url, message);
    order.print(`${which.worker}: ${which.messageId} is taken out and saved in ${resolve(file)}`);
  });

/** Sends one message to its worker again. */
export const replayOne = (order: ParkedOrder, which: { worker: string; messageId: string }) =>
  withMessage(order, which, async ({ sqs }, url, message) => {
    await replayParked(sqs, url, message);
    order.print(`${which.worker}: ${which.messageId} is on its way to the worker again`);
  });
