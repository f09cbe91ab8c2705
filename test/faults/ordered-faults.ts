import * as v from 'valibot';
import type { Portal } from '../journeys/portal.ts';
import type { Disturbance } from './disturbance.ts';
import { type RecordedCall, wholeName } from './recorded-calls.ts';

const pendingSchema = v.array(v.object({ operation: v.string(), times: v.number(), remaining: v.number() }));

/** Calls that a function makes while it starts, not while it works: `GetSecretValue`, the app client's secret. */
const startingCalls = ['GetSecretValue', 'DescribeUserPoolClient'];

async function order(portal: Portal, fault: object): Promise<void> {
  const response = await fetch(`${portal.url}/_local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the fault was refused: ${await response.text()}`);
}

/**
 * Orders a disturbance of one call of the next run. A call of the start needs a start: the worker is killed at its first
 * call, and its successor is disturbed.
 */
export async function orderDisturbance(portal: Portal, call: RecordedCall, { blowOn }: Disturbance): Promise<void> {
  const where = { function: wholeName(portal, call.function), service: call.service, operation: call.operation };
  if (startingCalls.includes(call.operation)) {
    await order(portal, { ...where, service: '*', operation: '*', crash: true });
    await order(portal, { ...where, ...blowOn(call) });
  } else await order(portal, { ...where, skip: call.nth, ...blowOn(call) });
}

const readPending = async (portal: Portal) =>
  v.parse(pendingSchema, await (await fetch(`${portal.url}/_local/faults`)).json());

/** Takes back what is left of the faults. Returns the operations whose faults never struck. */
export async function takeBackFaults(portal: Portal): Promise<string[]> {
  const pending = await readPending(portal);
  await fetch(`${portal.url}/_local/faults`, { method: 'DELETE' });
  return pending.filter(({ times, remaining }) => remaining === times).map(({ operation }) => operation);
}
