import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { severities, topicOutputs } from 'watched-stack/severity';
import { aCustomer } from '#test/builders/customer.ts';
import { advance, idle, timeNow } from '#test/support/portal/control.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { editedStack } from '../../journeys/edited-stack.ts';
import { alarms, allOutputs } from '../watched-portal.ts';
import type { Drill, Outcome } from './drill.ts';
import { createPager, type Pager, type Ring } from './pager.ts';

/** In how many minutes of the clock an alarm must ring, and be over when the fault is mended. */
const ringsWithin = 10;
const isOverWithin = 45;
/** How long it must then stay quiet. */
const staysQuiet = 3;
/** How long a fault lasts once it has rung. */
const lasts = 10;

const minutesBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 60_000);

/** The stage of a drill, and how its fault is mended by a deployment. */
async function openStage({ deployed, settings }: Drill) {
  const closing: (() => Promise<unknown>)[] = [];
  const stack =
    deployed === undefined || deployed === 'wrong-settings'
      ? settings && (await stackWith(settings))
      : await editedStack(deployed);
  if (stack) closing.push(stack.remove);
  let directory: string | undefined;
  if (deployed !== undefined) {
    const kept = await mkdtemp(join(tmpdir(), 'drill-'));
    directory = kept;
    closing.push(() => rm(kept, { recursive: true, force: true }));
  }
  let portal = await openPortal(stack, directory === undefined ? undefined : { directory });
  return {
    portal: () => portal,
    async deployRight(): Promise<boolean> {
      if (directory === undefined) return false;
      const at = await timeNow(portal);
      await portal.close();
      portal = await openPortal(undefined, { directory, startsAt: at });
      return true;
    },
    async close() {
      await portal.close();
      for (const close of closing) await close();
    },
  };
}

const topicsOf = async (portal: Portal) => {
  const outputs = await allOutputs(portal);
  return Object.fromEntries(severities.map((severity) => [outputs[topicOutputs[severity]] ?? '', severity]));
};

/** What is wrong with what rang: a page rings once and alone; a ticket is opened once and alone, and nobody is woken. */
export function problemsOf({ severity, heading }: Drill['rings'], rings: readonly Ring[]): string[] {
  const pages = rings.filter((ring) => ring.severity === 'page');
  const judged = severity === 'page' ? pages : rings.filter((ring) => ring.severity !== 'note');
  const names = judged.map((ring) => `${ring.severity} ${ring.heading}`);
  if (names.length === 1 && names[0] === `${severity} ${heading}`) return [];
  return [`expected one ${severity} ${heading}, and got ${names.join(', ') || 'none'}`];
}

/** Plays a drill on a stage of its own, from quiet through the fault to quiet again. */
export async function playDrill(drill: Drill): Promise<Outcome> {
  const stage = await openStage(drill);
  const { heading, severity } = drill.rings;
  try {
    const portal = stage.portal;
    const isNew = drill.isFirstStart === true;
    if (!isNew) await registerAtInsurer(portal(), aCustomer());
    const steps = await drill.prepare(portal());
    for (let minute = 0; minute < (isNew ? 0 : (drill.quietMinutes ?? 2)); minute++) await pass(portal());
    const pager = createPager(await topicsOf(portal()), isNew ? [] : await alarms(portal()));
    const minute = async (act: ((one: Portal) => Promise<unknown>) | undefined) => {
      await act?.(portal());
      await pass(portal());
      await look(pager, portal());
    };

    await steps.inject(portal());
    await idle(portal());
    await look(pager, portal());
    const from = await momentOf(drill, pager, portal());
    const ofThis = (ring: Ring) => ring.heading === heading && ring.severity === severity;
    for (let passed = 0; passed < ringsWithin && !pager.rings().some(ofThis); passed++) await minute(steps.eachMinute);
    for (let passed = 0; passed < (drill.lastsMinutes ?? lasts); passed++) await minute(steps.eachMinute);

    if (await stage.deployRight()) pager.startAgain(await alarms(portal()));
    await steps.mend(portal());
    const mended = await timeNow(portal());
    let overAfter: number | undefined;
    for (let passed = 0; passed < isOverWithin && overAfter === undefined; passed++) {
      await minute(undefined);
      if (!pager.isOn(heading)) overAfter = minutesBetween(mended, await timeNow(portal()));
    }
    for (let passed = 0; passed < staysQuiet; passed++) await minute(undefined);

    const rang = pager.rings().find(ofThis);
    const rangAfter = rang && Math.max(0, minutesBetween(from, rang.at));
    return {
      drill,
      rangAfter,
      overAfter,
      tickets: pager.rings().flatMap((ring) => (ring.severity === 'ticket' && !ofThis(ring) ? [ring.heading] : [])),
      problems: [
        ...problemsOf(drill.rings, pager.rings()),
        ...(rangAfter !== undefined && rangAfter > ringsWithin ? [`it rang after ${rangAfter} minutes`] : []),
        ...(overAfter === undefined ? [`it was not over ${isOverWithin} minutes after it was mended`] : []),
      ],
    };
  } finally {
    await stage.close();
  }
}

async function pass(portal: Portal): Promise<void> {
  await advance(portal, 'PT1M');
  await idle(portal);
}

const look = async (pager: Pager, portal: Portal) => pager.look(await alarms(portal), await timeNow(portal));

/** The moment from which minutes count: now, or when what the drill names is reached. */
async function momentOf({ since }: Drill, pager: Pager, portal: Portal): Promise<Date> {
  for (let leaps = 0; since && !(await since.reached(portal)); leaps++) {
    if (leaps === 200) throw new Error(`waited in vain for: ${since.what}`);
    await advance(portal, since.leap);
    await idle(portal);
    if (!(await since.reached(portal))) await look(pager, portal);
  }
  const reached = await timeNow(portal);
  await look(pager, portal);
  return reached;
}
