import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { eventually } from './eventually.ts';

const runs = join(import.meta.dirname, '../../dist/journeys');
const failureSchema = v.object({ failed: v.string() });

/**
 * What all test files of a run share: made by the first that asks, in a folder of its own; the others wait for it.
 *
 * @param make writes into the folder and returns what describes it, as JSON can hold it
 * @throws Error with what `make` threw, for each file that asks
 */
export async function onceARun<Made>(
  name: string,
  schema: v.GenericSchema<unknown, Made>,
  make: (folder: string) => Promise<Made>,
): Promise<Made> {
  // The process that runs the test files is the parent of all that ask.
  const folder = join(runs, String(process.ppid), name);
  const made = join(folder, 'made.json');
  if (await isFirst(folder)) {
    await removeOldRuns();
    const outcome = await make(folder).catch((error: unknown) => ({ failed: String(error) }));
    await writeFile(`${made}.new`, JSON.stringify(outcome));
    await rename(`${made}.new`, made);
  }
  const text = await eventually(`the ${name}`, () => readFile(made, 'utf8').catch(() => undefined), {
    // Other test files and other people's work share the cores.
    patienceMs: 240_000,
  });
  const outcome = v.parse(v.union([failureSchema, schema]), JSON.parse(text));
  if (v.is(failureSchema, outcome)) throw new Error(`The ${name} could not be made: ${outcome.failed}`);
  return v.parse(schema, outcome);
}

async function isFirst(folder: string): Promise<boolean> {
  await mkdir(join(folder, '..'), { recursive: true });
  return mkdir(folder).then(
    () => true,
    () => false,
  );
}

async function removeOldRuns(): Promise<void> {
  for (const name of await readdir(runs)) {
    if (isRunning(Number(name))) continue;
    await rm(join(runs, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
