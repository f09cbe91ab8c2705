import * as v from 'valibot';
import type { Portal } from './portal.ts';

/** A fault as `POST /_local/faults` takes it; a function by its name in the stack or without the stack's name. */
export type Fault = {
  readonly service: string;
  readonly operation: string;
  readonly function?: string;
  readonly error?: string;
  readonly message?: string;
  /** Codes of a cancelled transaction's reasons, in the order of its items. */
  readonly reasons?: readonly string[];
  readonly status?: number;
  readonly crash?: boolean;
  readonly when?: 'before' | 'after';
  readonly times?: number;
  readonly skip?: number;
  readonly delayMs?: number;
};

const pendingSchema = v.array(v.object({ operation: v.string(), times: v.number(), remaining: v.number() }));

const faultsUrl = (portal: Portal) => `${portal.url}/_local/faults`;

/** The whole name of a function of this portal, which begins with the stack's. Throws for one that it does not have. */
export function functionName(portal: Portal, name: string): string {
  const found = portal.functions
    .filter((whole) => whole === name || whole.endsWith(`-${name}`))
    // `sign-in` is not `guard-sign-in`.
    .sort((one, other) => one.length - other.length)[0];
  if (!found) throw new Error(`the portal has no function ${name}`);
  return found;
}

/** Makes the next calls that fit fail. */
export async function addFault(portal: Portal, fault: Fault): Promise<void> {
  const response = await fetch(faultsUrl(portal), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault.function ? { ...fault, function: functionName(portal, fault.function) } : fault),
  });
  if (!response.ok) throw new Error(`the fault was refused: ${await response.text()}`);
}

export async function addFaults(portal: Portal, faults: readonly Fault[]): Promise<void> {
  for (const fault of faults) await addFault(portal, fault);
}

/** The faults that have not struck as often as they should. */
export const listFaults = async (portal: Portal) =>
  v.parse(pendingSchema, await (await fetch(faultsUrl(portal))).json());

/** How many faults have not struck as often as they should. */
export const pendingFaults = async (portal: Portal): Promise<number> => (await listFaults(portal)).length;

/** Removes all faults. Returns those that had not struck as often as they should. */
export async function clearFaults(portal: Portal) {
  const left = await listFaults(portal);
  await fetch(faultsUrl(portal), { method: 'DELETE' });
  return left;
}
