import fc from 'fast-check';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { helpdeskUrl } from '#test/support/portal/helpdesk-agent.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { judge } from './judge.ts';
import { tracesIn } from './marks.ts';
import { prepare } from './people.ts';
import { type FuzzRequest, requestsOf } from './requests.ts';
import { type Addresses, send } from './send.ts';

export type FuzzOptions = {
  readonly count: number;
  /** The same seed makes the same requests. */
  readonly seed: number;
  /** ms of the real time after which no new requests are begun. */
  readonly longestMs?: number;
  readonly onRound?: (sent: number) => void;
};

export type FuzzOutcome = {
  readonly sent: number;
  readonly failures: readonly string[];
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The endpoints that answered at least one call with success. */
  readonly succeeded: ReadonlySet<string>;
};

const endpoints: readonly EndpointContract[] = Object.values(contract);
const roundSize = 1000;
const atOnce = 24;

/** Sends `count` requests made from the contract and judges every answer, and after each round every log. */
export async function fuzz(portal: Portal, options: FuzzOptions): Promise<FuzzOutcome> {
  const end = performance.now() + (options.longestMs ?? Number.POSITIVE_INFINITY);
  const addresses: Addresses = { portal: portal.url, api: helpdeskUrl(portal) };
  const live = await prepare(portal);
  const failures: string[] = [];
  const statuses: Record<string, number> = {};
  const succeeded = new Set<string>();
  let sent = 0;

  const turns = new Map<string, number>();

  async function sendOne(request: FuzzRequest, people: Awaited<ReturnType<typeof live>>) {
    const turn = turns.get(request.endpoint.name) ?? 0;
    turns.set(request.endpoint.name, turn + 1);
    // Every other call of each endpoint names what is there.
    const answer = await send(request, turn % 2 === 0, addresses, people);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (answer.status < 300 && request.isAddressed) succeeded.add(request.endpoint.name);
    const wrong = judge(request, answer);
    if (wrong) failures.push(`${request.endpoint.name} ${wrong}: ${describe(request)}`);
  }

  while (sent < options.count && performance.now() < end && failures.length < 50) {
    const requests = sampleRound(options.seed + sent, Math.min(roundSize, options.count - sent));
    const people = await live();
    const waiting = requests.values();
    const work = async () => {
      for (const request of waiting) await sendOne(request, people);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    sent += requests.length;
    failures.push(...(await tracesInLogs(portal)));
    options.onRound?.(sent);
  }
  return { sent, failures, statuses, succeeded };
}

/** After these the round's customer, caller or passkey gets no further: they come last. */
const ending: ReadonlySet<string> = new Set([
  contract.endSessions.name,
  contract.openContest.name,
  contract.removePasskey.name,
]);

/** Every endpoint as often as the others, in turn. */
function sampleRound(seed: number, count: number): FuzzRequest[] {
  const each = Math.ceil(count / endpoints.length);
  const samples = endpoints.map((endpoint, at) => fc.sample(requestsOf(endpoint), { seed: seed + at, numRuns: each }));
  const inTurn = Array.from({ length: each }, (_, turn) => samples.flatMap((requests) => requests[turn] ?? [])).flat();
  const isEnding = ({ endpoint }: FuzzRequest) => ending.has(endpoint.name);
  return [
    ...inTurn.filter((request) => !isEnding(request)).slice(0, Math.max(0, count - ending.size * each)),
    ...inTurn.filter(isEnding),
  ];
}

/** What the functions' log, the access log and the host's own lines reveal of the fuzzer's people (R12.1). */
async function tracesInLogs(portal: Portal): Promise<string[]> {
  const logs = await Promise.all(
    ['logs', 'access-log'].map(async (name) => ({
      name,
      text: await (await fetch(`${portal.url}/_local/${name}`)).text(),
    })),
  );
  return [...logs, { name: 'what the host printed', text: portal.printed.join('\n') }].flatMap(({ name, text }) =>
    tracesIn(text).map((what) => `${name} reveals ${what}: ${lineWith(text, what)}`),
  );
}

const lineWith = (text: string, what: string) =>
  (text.match(/[^{}]{0,300}qzxfuzz[^{}]{0,100}/)?.[0] ?? what).slice(0, 400);

const describe = ({ method, target, sender, headers, body }: FuzzRequest) =>
  `${method} ${target.slice(0, 200)} by ${sender} ${JSON.stringify(headers).slice(0, 200)} ${body?.toString().slice(0, 300) ?? ''}`;
