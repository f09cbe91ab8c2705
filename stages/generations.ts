import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { StageError, stagesFolder } from './stage-file.ts';

/** Settings that are only ever raised, and what a lower one would do. */
const raised = {
  originSecretGeneration:
    'CloudFront and the API would have no secret in common until both are deployed: 403 for every call',
  poolGeneration: 'the pool of the customers would be taken from the stack, and a former one made again without them',
  documentsGeneration:
    'the bucket of the documents would be taken from the stack, and a former one made again without them',
} as const;
type Raised = keyof typeof raised;
const names = Object.keys(raised) as readonly Raised[];

const reachedSchema = v.partial(
  v.object({ originSecretGeneration: v.number(), poolGeneration: v.number(), documentsGeneration: v.number() }),
);

/** Where the generations that a stage has reached are: beside the folder of the stages' files. It is committed with them. */
const fileOf = (stage: string, folder: string) => join(dirname(folder), 'generations', `${stage}.json`);

function reachedBy(stage: string, folder: string): v.InferOutput<typeof reachedSchema> {
  let text: string;
  try {
    text = readFileSync(fileOf(stage, folder), 'utf8');
  } catch {
    return {};
  }
  return v.parse(v.pipe(v.string(), v.parseJson(), reachedSchema), text);
}

type Given = Readonly<Record<Raised, number>> & { readonly stage: string };

/** Throws StageError with a line for each generation that is lower than the stage has reached, also where its setting was taken out. */
export function refuseLowerGenerations(settings: Given, folder = stagesFolder): void {
  const reached = reachedBy(settings.stage, folder);
  const lower = names.filter((name) => settings[name] < (reached[name] ?? 0));
  if (lower.length === 0) return;
  const lines = lower.map(
    (name) =>
      `stages/${settings.stage}.json: ${name} is ${settings[name]}, and the stage has reached ${reached[name]} (generations/${settings.stage}.json): ${raised[name]}`,
  );
  throw new StageError(lines.join('\n'));
}

/** Notes the generations of a stage that is about to be deployed, where one is higher than before. */
export function noteGenerations(settings: Given, folder = stagesFolder): void {
  const reached = reachedBy(settings.stage, folder);
  const now = Object.fromEntries(names.map((name) => [name, settings[name]]));
  if (names.every((name) => settings[name] === (reached[name] ?? 1))) return;
  const file = fileOf(settings.stage, folder);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
}
