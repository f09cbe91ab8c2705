import type { Construct } from 'constructs';
import { QueueWorker, type QueueWorkerProps, type WorkQueue } from 'watched-stack';
import {
  type Access,
  handOn,
  mostReceives,
  noteParked,
  type WorkerName,
  workerQueues,
} from '#shared/platform/access.ts';
import type { PortalStores } from './portal-stores.ts';

/** How functions find the queue of a worker, and after how many receives a message is parked (`npm run operate -- parked`). */
export const queueOf = (worker: WorkerName) => ({ worker, ...workerQueues[worker], mostReceives });

export type PortalWorkerProps = Omit<QueueWorkerProps<Access>, 'from'> & {
  /** What it works off; a queue of its own where left out. */
  readonly from?: WorkQueue<Access>;
};

/** A worker of the portal. What meets a busy table comes back as a new message; why a message will be parked is noted for operators. */
export class PortalWorker extends QueueWorker<Access> {
  constructor(scope: Construct, id: WorkerName, stores: PortalStores, { from, uses, ...props }: PortalWorkerProps) {
    super(scope, id, stores, {
      ...props,
      from: from ?? queueOf(id),
      uses: [...uses, handOn(id), noteParked],
    });
  }
}
