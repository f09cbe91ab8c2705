import { operate, operateOn } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';

export { stageOf } from '#test/support/portal/operate.ts';

/** Runs `npm run operate -- redrive …` as an operator does, in a process of its own. */
export const redrive = (...args: readonly string[]) => operate('redrive', ...args);

export const redriveOn = (portal: Portal, queue: string) => operateOn(portal, 'redrive', '--queue', queue);
