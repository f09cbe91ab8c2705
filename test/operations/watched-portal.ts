import * as v from 'valibot';
import { expect } from 'vitest';
import { type Severity, topicOutputs } from 'watched-stack/severity';
import { eventually } from '#test/support/eventually.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { clearFaults } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';

const alarmSchema = v.object({
  name: v.string(),
  state: v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  unmeasured: v.array(v.string()),
  actions: v.array(v.string()),
  unknownActions: v.array(v.string()),
  isSuppressed: v.boolean(),
  suppressor: v.optional(v.string()),
});
const seriesSchema = v.object({
  namespace: v.string(),
  metric: v.string(),
  dimensions: v.record(v.string(), v.string()),
  points: v.array(v.object({ at: v.number(), value: v.number() })),
});

const ask = async <S extends v.GenericSchema>(portal: Portal, path: string, schema: S) =>
  v.parse(schema, await (await fetch(`${portal.url}/_local/${path}`)).json());

async function post(portal: Portal, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${portal.url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`/_local/${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export type Alarm = Awaited<ReturnType<typeof alarms>>[number];

/** The alarms' states, each by its heading in the runbook. */
export async function alarms(portal: Portal) {
  const standing = await ask(portal, 'alarms', v.array(alarmSchema));
  return standing.map(({ name, ...alarm }) => ({ heading: name.replace(/^CustomerPortal-[a-z]+-/, ''), ...alarm }));
}

/** Everything that was measured under a name. */
export const measured = async (portal: Portal, metric: string) =>
  (await ask(portal, 'metrics', v.array(seriesSchema))).filter((series) => series.metric === metric);

/** Runs a function with an event; ignores its outcome. */
export const invoke = (portal: Portal, name: string, event: object = {}) =>
  post(portal, 'invoke', { function: name, event });

/** The alarms that have gone off so far. */
const wentOff = new Set<string>();
export const everWentOff: ReadonlySet<string> = wentOff;

/** Checks that these alarms are silent before a fault and go off by it. */
export async function expectAlarms(portal: Portal, headings: readonly string[], cause: () => Promise<unknown>) {
  const inAlarm = async () => {
    const all = (await alarms(portal)).filter(({ state }) => state === 'ALARM').map(({ heading }) => heading);
    return headings.filter((heading) => all.includes(heading));
  };
  expect(await inAlarm()).toEqual([]);
  await cause();
  await eventually(
    `the alarms ${headings.join(', ')}`,
    async () => ((await inAlarm()).length === headings.length ? true : undefined),
    { printed: portal.printed },
  );
  for (const { heading, state } of await alarms(portal)) if (state === 'ALARM') wentOff.add(heading);
}

/** Lets so much time pass that nothing of what went before is in any alarm's periods. */
export async function letPass(portal: Portal, duration = 'P2D'): Promise<void> {
  await clearFaults(portal);
  await idle(portal);
  await advance(portal, duration);
  await idle(portal);
}

/** The outputs of a portal's stacks: also those that only some tests read. */
export const allOutputs = async (portal: Portal) =>
  (await ask(portal, 'stack', v.object({ outputs: v.record(v.string(), v.string()) }))).outputs;

/** The headings of the alarms that reach the topic of a severity now. */
export async function reaching(portal: Portal, severity: Severity): Promise<string[]> {
  const outputs = await allOutputs(portal);
  return (await alarms(portal))
    .filter(
      ({ state, actions, isSuppressed }) =>
        state === 'ALARM' && !isSuppressed && actions.includes(outputs[topicOutputs[severity]] ?? ''),
    )
    .map(({ heading }) => heading)
    .sort();
}
