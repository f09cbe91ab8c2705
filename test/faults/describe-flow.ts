import { afterAll, describe, expect, it } from 'vitest';
import { reportMeasured } from '#test/support/measured.ts';
import { isWorthAKill } from '#test/support/portal/kills.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { type Disturbance, disturbancesAt } from './disturbance.ts';
import type { Flow } from './flow.ts';
import { orderDisturbance, takeBackFaults } from './ordered-faults.ts';
import { type RecordedCall, recordCalls } from './recorded-calls.ts';

/** Calls after which a message is out or on its way, although the function may never learn it. */
const sends = /^(SendEmail|SendTextMessage|SendMessage)$/;
const writes = /^(Put|Update|Delete|Transact)/;

type Case = {
  readonly name: string;
  readonly call: RecordedCall;
  readonly disturbance: Disturbance;
  /** Whether a message is out then and nothing records it yet. */
  readonly isInWindow: boolean;
};

/** Whether a message is out and not yet marked, after the calls of a function that makes so many writes before its mark. */
const isUnmarked = (calls: readonly RecordedCall[], writesBeforeMark: number) => {
  const sent = calls.findLastIndex(({ operation }) => sends.test(operation));
  const writtenSince = calls.slice(sent + 1).filter(({ operation }) => writes.test(operation)).length;
  return sent !== -1 && writtenSince <= writesBeforeMark;
};

function isWindow(
  calls: readonly RecordedCall[],
  position: number,
  { leavesInDoubt, kills }: Disturbance,
  { markedByEvents = [], logMessages = [] }: Flow,
): boolean {
  const own = calls.slice(0, position + 1).filter((call) => call.function === calls[position]?.function);
  const done = leavesInDoubt ? own : own.slice(0, -1);
  const isSend = sends.test(own.at(-1)?.operation ?? '');
  const name = calls[position]?.function ?? '';
  return (
    !markedByEvents.includes(name) &&
    (kills || (leavesInDoubt && isSend)) &&
    isUnmarked(done, logMessages.includes(name) ? 1 : 0)
  );
}

const casesOf = (calls: readonly RecordedCall[], flow: Flow): Case[] =>
  calls.flatMap((call, position) => {
    const own = calls.slice(0, position).filter((other) => other.function === call.function).length;
    return disturbancesAt(position)
      .filter(({ kills }) => !kills || isWorthAKill(call.operation, own))
      .map((disturbance) => ({
        isInWindow: isWindow(calls, position, disturbance, flow),
        name: `${call.function}: ${call.operation}${call.nth > 0 ? ` (${call.nth + 1})` : ''}, ${disturbance.how}`,
        call,
        disturbance,
      }));
  });

/** Undisturbed runs whose calls are compared, and the most that a disturbance may need until it strikes. */
const [comparedRuns, mostRuns] = [3, 5];
const nameOf = (call: RecordedCall) => `${call.function} ${call.service} ${call.operation} ${call.nth}`;

/**
 * The calls that all undisturbed runs made, in their order, and how the last one ended. A run whose write meets that of another function,
 * such as the recorder of a mail, makes some calls again.
 */
async function runUndisturbed(portal: Portal, flow: Flow) {
  const run = async () => {
    const undisturbed = await flow.prepare(portal);
    const calls = await recordCalls(portal, flow.functions, undisturbed.act);
    return { calls, whole: await undisturbed.ending() };
  };
  let { calls, whole } = await run();
  for (let runs = 1; runs < comparedRuns; runs++) {
    const other = await run();
    const made = new Set(other.calls.map(nameOf));
    calls = calls.filter((call) => made.has(nameOf(call)));
    whole = other.whole;
  }
  return { calls, whole };
}

/** A run with a disturbance of one call: how it ended, and the operations that were not struck because it did not make that call. */
async function runDisturbed(portal: Portal, flow: Flow, { call, disturbance }: Case) {
  const run = await flow.prepare(portal);
  await orderDisturbance(portal, call, disturbance);
  let missed: readonly string[] = [];
  try {
    await run.act();
  } finally {
    missed = await takeBackFaults(portal);
  }
  return { missed, ...(await run.ending()) };
}

/**
 * One test for each AWS call of a flow and each disturbance: the flow ends as the undisturbed one did, which is run here
 * first. The one window that SMS and a repeated request leave open (accepted, and the function does not learn it) may cost a second
 * message: counted and printed.
 */
export async function describeFlow(portal: Portal, flow: Flow): Promise<void> {
  // What a function reads when it starts would be struck in no later run.
  const first = await flow.prepare(portal);
  await first.act();
  await first.ending();
  const { calls, whole } = await runUndisturbed(portal, flow);
  const window = { disturbed: 0, repeated: 0 };

  describe(`${flow.name}, ${calls.length} AWS calls: whatever fails, it ends as if nothing had`, () => {
    it.each(casesOf(calls, flow))('$name', async (one) => {
      const { isInWindow } = one;
      let { missed, state, messages } = await runDisturbed(portal, flow, one);
      // A run that met no other function's write may make fewer calls: it has to end well, too, and is no run of this case.
      for (let runs = 1; missed.length > 0 && runs < mostRuns; runs++) {
        expect(state).toEqual(whole.state);
        ({ missed, state, messages } = await runDisturbed(portal, flow, one));
      }
      expect(missed, 'faults that never struck').toEqual([]);
      expect(state).toEqual(whole.state);
      if (!isInWindow) {
        expect(messages, 'messages to the customer').toBe(whole.messages);
        return;
      }
      window.disturbed++;
      window.repeated += messages - whole.messages;
      expect(messages - whole.messages, 'messages too many').toBeOneOf([0, 1]);
    });

    afterAll(() => {
      reportMeasured(
        `${flow.name}: ${calls.length} calls; ${window.disturbed} times a message was accepted and its answer lost, ` +
          `${window.repeated} second messages went out`,
      );
    });
  });
}
