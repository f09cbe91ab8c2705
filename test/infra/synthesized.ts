import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { synthesize } from '#infra/synthesize.ts';
import { playedStack } from '#test/support/portal/played-stack.ts';

const resourceSchema = v.looseObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
  DependsOn: v.optional(v.union([v.string(), v.array(v.string())])),
});
const templateSchema = v.looseObject({
  Resources: v.record(v.string(), resourceSchema),
  Outputs: v.optional(v.record(v.string(), v.unknown()), {}),
});

export type Resource = v.InferOutput<typeof resourceSchema>;

/** The stack's template, synthesized into a temporary folder from the built assets. */
export async function synthesizedTemplate(context: Record<string, unknown> = {}) {
  // It builds the assets where nobody has yet, and no other file builds them meanwhile.
  await playedStack();
  const { folder, stackName } = synthesize({ outdir: await mkdtemp(join(tmpdir(), 'portal-synth-')), context });
  const file = join(folder, `${stackName}.template.json`);
  const template = v.parse(v.pipe(v.string(), v.parseJson(), templateSchema), await readFile(file, 'utf8'));
  const ofType = (type: string) => Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
  return { template, ofType, folder, file };
}
