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
const templateFile = v.pipe(v.string(), v.parseJson(), templateSchema);

export type Resource = v.InferOutput<typeof resourceSchema>;

/** The stacks' templates, synthesized into a temporary folder from the built assets. */
export async function synthesizedTemplates(context: Record<string, unknown> = {}) {
  // It builds the assets where nobody has yet, and no other file builds them meanwhile.
  await playedStack();
  const outdir = await mkdtemp(join(tmpdir(), 'portal-synth-'));
  const { templateDir, stackNames, portalName } = synthesize({ outdir, context });
  const stacks = await Promise.all(
    stackNames.map(async (name) => {
      const file = join(templateDir, `${name}.template.json`);
      return { name, file, template: v.parse(templateFile, await readFile(file, 'utf8')) };
    }),
  );
  const resources = stacks.flatMap(({ template }) => Object.entries(template.Resources));
  return {
    templateDir,
    portalName,
    stacks,
    /** Every resource of all stacks, by its logical id. */
    resources,
    ofType: (type: string) => resources.filter(([, { Type }]) => Type === type),
    /** All templates as one text. */
    text: JSON.stringify(stacks.map(({ template }) => template)),
  };
}
