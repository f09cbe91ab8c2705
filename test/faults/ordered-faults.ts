import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import type { Disturbance } from './disturbance.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** What a function calls while it starts, not while it works: it reads its secrets. */
const startingCall = 'GetSecretValue';

/**
 * Orders a disturbance of one call of the next run. A call of the start needs a start: the worker is killed at its first
 * call, and its successor is disturbed.
 */
export async function orderDisturbance(portal: Portal, call: RecordedCall, { blowOn }: Disturbance): Promise<void> {
  const where = { function: call.function, service: call.service, operation: call.operation };
  if (call.operation === startingCall) {
    await addFault(portal, { ...where, service: '*', operation: '*', crash: true });
    await addFault(portal, { ...where, ...blowOn(call) });
  } else await addFault(portal, { ...where, skip: call.nth, ...blowOn(call) });
}

/** Takes back what is left of the faults. Returns the operations whose faults never struck. */
export const takeBackFaults = async (portal: Portal): Promise<string[]> =>
  (await clearFaults(portal)).filter(({ times, remaining }) => remaining === times).map(({ operation }) => operation);
