import { setTimeout as pause } from 'node:timers/promises';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { eventually } from '#test/support/eventually.ts';
import { advance, idle, workUnderWay } from './control.ts';
import { functionName } from './faults.ts';
import type { Portal } from './portal.ts';

export const queueUrl = async (portal: Portal, name: string): Promise<string> => {
  const { QueueUrls: urls = [] } = await portal.sqs.send(new ListQueuesCommand({}));
  const found = urls.find((url) => url.endsWith(`-${name}`));
  if (!found) throw new Error(`there is no queue ${name}`);
  return found;
};

/** How many messages are in a queue: waiting, also for their delay, and given out. */
export async function depth(portal: Portal, name: string): Promise<{ waiting: number; givenOut: number }> {
  const { queues } = await workUnderWay(portal);
  const found = queues.find((queue) => queue.name.endsWith(`-${name}`));
  if (!found) throw new Error(`there is no queue ${name}`);
  return { waiting: found.waiting + found.delayed, givenOut: found.givenOut };
}

/** Whether a function has an invocation under way. */
export const isBusy = async (portal: Portal, name: string): Promise<boolean> =>
  (await workUnderWay(portal)).busy.includes(functionName(portal, name));

/**
 * Waits until the mails' events are recorded (in AWS that is long before another worker takes over from one that died), or
 * until the recorder has failed, since a fault may have been ordered for it too.
 */
export async function eventsRecorded(portal: Portal): Promise<void> {
  for (let failed = 0; failed < 5; await pause(20)) {
    const { waiting, givenOut } = await depth(portal, 'record-mail-outcome');
    if (waiting + givenOut === 0) return;
    // A message in flight that no function works on comes back after its visibility time-out.
    failed = waiting === 0 && !(await isBusy(portal, 'record-mail-outcome')) ? failed + 1 : 0;
  }
}

/**
 * Lets the time pass until a queue is empty, eight minutes at a time, and never while a function works. Returns how often
 * that took.
 */
export async function passUntilEmpty(portal: Portal, name: string, most = 15): Promise<number> {
  for (let times = 0; ; ) {
    await eventually(`the worker of ${name}`, async () => (await depth(portal, name)).waiting === 0 || undefined);
    await idle(portal);
    const { waiting, givenOut } = await depth(portal, name);
    if (waiting + givenOut === 0) return times;
    if (waiting > 0) continue;
    if (times++ === most) throw new Error(`${givenOut} messages are left in ${name}`);
    if (name !== 'record-mail-outcome') await eventsRecorded(portal);
    await advance(portal, 'PT8M');
  }
}
