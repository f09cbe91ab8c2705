import { setTimeout as pause } from 'node:timers/promises';
import { advance } from '#test/support/portal/control.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, eventsRecorded, isBusy } from '#test/support/portal/queues.ts';
import { lastLine } from './function-lines.ts';

/** Longer than the longest visibility time-out, that of the registry's import. */
const longestWait = 'PT16M30S';
const patienceMs = 120_000;

/**
 * Watches a queue from now on. What it returns waits until the queue's worker has taken everything; what comes back
 * comes back after a visibility time-out, which passes at once as soon as the worker has ended.
 */
export async function watchQueue(portal: Portal, name: string, wait = longestWait): Promise<() => Promise<void>> {
  let seen = await lastLine(portal, name);
  return async () => {
    for (let end = Date.now() + patienceMs; ; await pause(20)) {
      const { waiting, givenOut } = await depth(portal, name);
      if (waiting + givenOut === 0) return;
      if (Date.now() > end) throw new Error(`${waiting + givenOut} messages are left in ${name}`);
      if (waiting > 0) continue;
      const line = await lastLine(portal, name);
      if (line === seen) continue;
      // Time that passes while a worker works would end its lease, and another worker would repeat its work.
      if (await isBusy(portal, name)) continue;
      // The answer may still be on its way to the queue.
      await pause(60);
      if ((await depth(portal, name)).givenOut === 0) continue;
      if (name !== 'record-mail-outcome') await eventsRecorded(portal);
      seen = await lastLine(portal, name);
      await advance(portal, wait);
      end = Date.now() + patienceMs;
    }
  };
}
