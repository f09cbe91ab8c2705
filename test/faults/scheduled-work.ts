import { setTimeout as pause } from 'node:timers/promises';
import { advance } from '#test/support/portal/control.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { lastLine } from './function-lines.ts';

/** The functions that run every minute. */
const everyMinute = ['publish-changes', 'send-notices'] as const;
const patienceMs = 120_000;

/**
 * Lets minutes pass, each as soon as the runs of the last one have ended: a lease of minutes must not end while its
 * holder works for milliseconds.
 */
export async function passMinutes(portal: Portal, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    const marks = await Promise.all(everyMinute.map((name) => lastLine(portal, name)));
    await advance(portal, 'PT1M');
    const end = Date.now() + patienceMs;
    for (const [at, name] of everyMinute.entries())
      while ((await lastLine(portal, name)) === marks[at]) {
        if (Date.now() > end) throw new Error(`${name} did not run in its minute`);
        await pause(15);
      }
  }
}
