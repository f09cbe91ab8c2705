import * as v from 'valibot';
import { functionName } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';

const callSchema = v.object({
  function: v.nullable(v.string()),
  service: v.string(),
  operation: v.nullable(v.string()),
  presigned: v.boolean(),
});

/** A call of the undisturbed run; `nth`: how many of this operation the function had made before. */
export type RecordedCall = {
  /** Without the stack's name. */
  readonly function: string;
  readonly service: string;
  readonly operation: string;
  readonly nth: number;
};

async function readCalls(portal: Portal) {
  return v.parse(v.array(callSchema), await (await fetch(`${portal.url}/_local/calls`)).json());
}

/** Runs something and gives the AWS calls that these functions made meanwhile, in their order. */
export async function recordCalls(
  portal: Portal,
  functions: readonly string[],
  run: () => Promise<void>,
): Promise<RecordedCall[]> {
  const before = (await readCalls(portal)).length;
  await run();
  const made: RecordedCall[] = [];
  for (const { function: whole, service, operation, presigned } of (await readCalls(portal)).slice(before)) {
    const name = functions.find((each) => whole === functionName(portal, each));
    if (name === undefined || operation === null || presigned) continue;
    const nth = made.filter((call) => call.function === name && call.operation === operation).length;
    made.push({ function: name, service, operation, nth });
  }
  return made;
}
