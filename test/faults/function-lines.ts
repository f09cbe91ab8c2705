import { newestLine } from '#test/support/portal/control.ts';
import { functionName } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** The newest line of a function, as a mark: every end of a run leaves one (its outcome, the kill, the start that failed). */
export const lastLine = async (portal: Portal, name: string): Promise<string> =>
  JSON.stringify((await newestLine(portal, functionName(portal, name))) ?? '');
