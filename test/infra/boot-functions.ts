import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionEnvironment, issueKeys } from 'template-host/function-environment';
import * as v from 'valibot';
import type { PlayedStack } from '#test/support/portal/played-stack.ts';

const functionSchema = v.object({
  FunctionName: v.string(),
  Handler: v.string(),
  MemorySize: v.number(),
  Code: v.object({ S3Key: v.string() }),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
});
const templateSchema = v.object({
  Resources: v.record(v.string(), v.object({ Type: v.string(), Properties: v.optional(v.unknown()) })),
});

/** A function as the template describes it, with its asset. */
export type BundledFunction = {
  /** The folder under functions/, as the deployed function's name ends. */
  readonly name: string;
  /** The file of the handler and its export. */
  readonly file: string;
  readonly exported: string;
  /** What the template gives. */
  readonly variables: Readonly<Record<string, string>>;
  /** All that the function sees: the template's variables, Lambda's own, and where AWS is. */
  readonly environment: (awsUrl: string) => Readonly<Record<string, string>>;
};

/** Every function of the synthesized stacks. What only a deployment could resolve is replaced by its name. */
export async function readFunctions({ templateDir, stackNames, portalName }: PlayedStack): Promise<BundledFunction[]> {
  const texts = await Promise.all(
    stackNames.map((name) => readFile(join(templateDir, `${name}.template.json`), 'utf8')),
  );
  const resources = texts.flatMap((text) => Object.values(v.parse(templateSchema, JSON.parse(text)).Resources));
  return resources
    .filter(({ Type: type }) => type === 'AWS::Lambda::Function')
    .map(({ Properties: properties }) => {
      const { FunctionName, Handler, MemorySize, Code, Environment } = v.parse(functionSchema, properties);
      const directory = join(templateDir, `asset.${Code.S3Key.replace('.zip', '')}`);
      const [module = '', exported = ''] = Handler.split('.');
      const variables = Object.fromEntries(
        Object.entries(Environment.Variables).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : `value-of-${name}`,
        ]),
      );
      const plan = { name: FunctionName, handler: Handler, directory, memoryMb: MemorySize, variables };
      return {
        name: FunctionName.slice(portalName.length + 1),
        file: join(directory, `${module}.mjs`),
        exported,
        variables,
        environment: (awsUrl: string) => functionEnvironment(plan, issueKeys(), { aws: awsUrl, own: awsUrl }),
      };
    });
}
