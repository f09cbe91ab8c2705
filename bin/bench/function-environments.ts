import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const functionSchema = v.object({
  FunctionName: v.string(),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
});
const templateSchema = v.object({
  Resources: v.record(v.string(), v.object({ Type: v.string(), Properties: v.optional(v.unknown()) })),
});

/** The variables of each function as the template gives them, by its folder's name; `1` for what only a deployment knows. */
export async function readEnvironments(templateDir: string, stackName: string) {
  const text = await readFile(join(templateDir, `${stackName}.template.json`), 'utf8');
  const { Resources: resources } = v.parse(v.pipe(v.string(), v.parseJson(), templateSchema), text);
  const environments = new Map<string, Readonly<Record<string, string>>>();
  for (const { Type: type, Properties: properties } of Object.values(resources)) {
    if (type !== 'AWS::Lambda::Function') continue;
    const { FunctionName, Environment } = v.parse(functionSchema, properties);
    const variables = Object.entries(Environment.Variables).map(
      ([name, value]) => [name, typeof value === 'string' ? value : '1'] as const,
    );
    environments.set(FunctionName.slice(stackName.length + 1), Object.fromEntries(variables));
  }
  return environments;
}
