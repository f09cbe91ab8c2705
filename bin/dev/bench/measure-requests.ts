import { setTimeout as pause } from 'node:timers/promises';
import type { Call, Host } from 'template-host';
import * as v from 'valibot';
import { customerJourney, type Step } from './customer-journey.ts';
import { addDocuments } from './many-documents.ts';

/** What one function did for a step: AWS calls, how many of them one after another, and the tables' units. */
export type Cost = {
  readonly step: string;
  readonly function: string;
  readonly calls: number;
  readonly inSequence: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** The calls in the order in which they began. */
  readonly operations: readonly string[];
};

/** Once a start, not once a request. */
const atStart = 'GetSecretValue';

/** The most calls of which each began after the one before had ended: what the customer waits for. */
export function longestChain(calls: readonly Pick<Call, 'begun' | 'ms'>[]): number {
  let length = 0;
  let ended = Number.NEGATIVE_INFINITY;
  for (const { begun, ms } of [...calls].sort((a, b) => a.begun + a.ms - (b.begun + b.ms))) {
    if (begun < ended) continue;
    length++;
    ended = begun + ms;
  }
  return length;
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);

function costsOf(step: string, calls: readonly Call[], nameOf: (name: string) => string): Cost[] {
  const byFunction = Map.groupBy(
    calls.filter(({ function: caller, operation, presigned }) => caller && !presigned && operation !== atStart),
    ({ function: caller }) => nameOf(caller ?? ''),
  );
  return [...byFunction].map(([name, own]) => ({
    step,
    function: name,
    calls: own.length,
    inSequence: longestChain(own),
    readUnits: sum(own.map(({ units }) => units?.read ?? 0)),
    writeUnits: sum(own.map(({ units }) => units?.write ?? 0)),
    operations: [...own].sort((a, b) => a.begun - b.begun).map(({ operation }) => operation ?? '?'),
  }));
}

const workSchema = v.object({ busy: v.array(v.string()) });

/** Waits until no function has worked for a moment: a queue hands its message on between two functions. */
async function untilQuiet(host: Host): Promise<void> {
  for (let quiet = 0; quiet < 10; await pause(20)) {
    const { busy } = v.parse(workSchema, await (await fetch(`${host.url}/_local/work`)).json());
    quiet = busy.length === 0 ? quiet + 1 : 0;
  }
}

/** Takes the step and returns what each function did for it. */
export async function measureStep(host: Host, { name, act }: Step, nameOf: (name: string) => string): Promise<Cost[]> {
  await untilQuiet(host);
  const before = host.calls().length;
  await act();
  await untilQuiet(host);
  return costsOf(name, host.calls().slice(before), nameOf);
}

/** Long enough that calls sent side by side overlap, also on a busy machine. */
const callMs = 40;

/** What each step of a customer's journey costs. Every AWS call is made to last, so that the order shows. */
export async function measureRequests(host: Host, portalName: string): Promise<readonly Cost[]> {
  const nameOf = (name: string) => name.slice(portalName.length + 1);
  host.faults.add({ service: '*', operation: '*', delayMs: callMs, times: 1_000_000 });
  const costs: Cost[] = [];
  for (const step of customerJourney(host)) costs.push(...(await measureStep(host, step, nameOf)));
  host.faults.clear();
  return costs;
}

const reading = new Set(['sign in', 'see the account', 'list the policies', 'list the documents', 'open a document']);

/** What a customer's reading costs before and after so many documents more. */
export async function measureGrowth(
  host: Host,
  portalName: string,
  documents: number,
): Promise<{ readonly few: readonly Cost[]; readonly many: readonly Cost[] }> {
  const nameOf = (name: string) => name.slice(portalName.length + 1);
  const steps = customerJourney(host).filter(({ name }) => reading.has(name));
  const take = async () => {
    const costs: Cost[] = [];
    for (const step of steps) costs.push(...(await measureStep(host, step, nameOf)));
    return costs;
  };
  const few = await take();
  await addDocuments(host, documents);
  return { few, many: await take() };
}
