import { queueWorker } from './queue-worker.ts';
import { readS3Event, type UploadedObject } from './s3-event.ts';

/** The Lambda handler of a worker on uploads: what became of each object that a message names, in one line. */
export const uploadWorker = (operation: string, process: (object: UploadedObject) => Promise<string>) =>
  queueWorker(operation, async ({ body }) => {
    const outcomes: string[] = [];
    for (const object of readS3Event(body)) outcomes.push(await process(object));
    return outcomes.join(',');
  });
