import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { type Fault, faultError } from './faults.ts';
import type { AwsResponse } from './service.ts';

/** The connection breaks without an answer. `outcome` is for the call record. */
export class ConnectionBroken extends Error {
  override readonly name = 'ConnectionBroken';
  readonly outcome: string;
  constructor(outcome: string) {
    super('The connection is broken by a local fault');
    this.outcome = outcome;
  }
}

type Needs = { readonly clock: Clock; readonly killWorker: (functionName: string) => void | Promise<void> };

/**
 * Carries out a call under a fault, which comes before the call takes effect or after it. If the fault only delays, returns the
 * answer. Throws the fault's AwsError, or ConnectionBroken for a crash (kills `worker`'s worker) and for `TimeoutError`. What the
 * service itself refuses keeps its own error.
 */
export async function strike(
  { clock, killWorker }: Needs,
  fault: Fault,
  worker: string | undefined,
  handle: () => Promise<AwsResponse>,
): Promise<AwsResponse> {
  const done = fault.when === 'after' ? await handle() : undefined;
  if (fault.delayMs > 0) await new Promise<void>((resolve) => clock.schedule(clock.now() + fault.delayMs, resolve));
  if ((fault.crash || fault.error !== undefined) && done?.body instanceof Readable) done.body.destroy();
  if (fault.crash) {
    if (worker !== undefined) await killWorker(worker);
    throw new ConnectionBroken('crash');
  }
  if (fault.error === 'TimeoutError') throw new ConnectionBroken(fault.error);
  if (fault.error !== undefined) throw faultError(fault.error, fault);
  return done ?? handle();
}
