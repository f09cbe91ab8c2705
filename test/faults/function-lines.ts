import * as v from 'valibot';
import { functionName } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';

const linesSchema = v.array(v.object({ function: v.string(), at: v.string(), line: v.string() }));

/** The newest line of a function, as a mark: every end of a run leaves one (its outcome, the kill, the start that failed). */
export async function lastLine(portal: Portal, name: string): Promise<string> {
  const lines = v.parse(linesSchema, await (await fetch(`${portal.url}/_local/logs`)).json());
  const whole = functionName(portal, name);
  return JSON.stringify(lines.findLast((line) => line.function === whole)) ?? '';
}
