import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type PlayedStack, playedStack } from '#test/support/portal/played-stack.ts';

const statementSchema = v.looseObject({ Action: v.union([v.string(), v.array(v.string())]) });
const roleSchema = v.looseObject({
  Policies: v.array(v.looseObject({ PolicyDocument: v.looseObject({ Statement: v.array(statementSchema) }) })),
});
const functionSchema = v.looseObject({
  FunctionName: v.string(),
  Role: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
});
const resourceSchema = v.looseObject({ Type: v.string(), Properties: v.optional(v.unknown()) });
const templateSchema = v.looseObject({ Resources: v.record(v.string(), resourceSchema) });
export type Template = v.InferOutput<typeof templateSchema>;

/** A change of a function's template. It gets the function as it is named there. */
type Edit = {
  readonly of: string;
  readonly change: (template: Template, functionName: string) => Template;
};

/** A copy of the stacks over the same assets, with a change of one template or with none. Remove it with `remove`. */
export async function editedStack(edit?: Edit): Promise<PlayedStack & { readonly remove: () => Promise<void> }> {
  const { templateDir, ...names } = await playedStack();
  const folder = await mkdtemp(join(tmpdir(), 'edited-stack-'));
  for (const file of await readdir(templateDir)) await symlink(join(templateDir, file), join(folder, file));
  const edited = { ...names, templateDir: folder, remove: () => rm(folder, { recursive: true }) };
  if (!edit) return edited;
  const functionName = `${names.portalName}-${edit.of}`;
  for (const stackName of names.stackNames) {
    const file = `${stackName}.template.json`;
    const template = v.parse(templateSchema, JSON.parse(await readFile(join(templateDir, file), 'utf8')));
    if (!findFunction(template, functionName)) continue;
    await rm(join(folder, file));
    await writeFile(join(folder, file), JSON.stringify(edit.change(template, functionName)));
    return edited;
  }
  throw new Error(`no stack has a function ${functionName}`);
}

function findFunction({ Resources: resources }: Template, name: string) {
  for (const [id, { Type: type, Properties: properties }] of Object.entries(resources)) {
    if (type !== 'AWS::Lambda::Function') continue;
    const found = v.parse(functionSchema, properties);
    if (found.FunctionName === name) return { id, found };
  }
  return undefined;
}

function requireFunction(template: Template, name: string) {
  const found = findFunction(template, name);
  if (!found) throw new Error(`the stack has no function ${name}`);
  return found;
}

/** The template with every grant of one IAM action taken from one function. Throws where there was none. */
export const withoutAction = (name: string, action: string): Edit => ({
  of: name,
  change(template, functionName) {
    const id = requireFunction(template, functionName).found.Role['Fn::GetAtt'][0];
    const role = v.parse(roleSchema, template.Resources[id]?.Properties);
    let taken = 0;
    const policies = role.Policies.map((policy) => {
      const statements = policy.PolicyDocument.Statement.flatMap((statement) => {
        const actions = [statement.Action].flat();
        const left = actions.filter((one) => one !== action);
        taken += actions.length - left.length;
        return left.length > 0 ? [{ ...statement, Action: left }] : [];
      });
      return { ...policy, PolicyDocument: { ...policy.PolicyDocument, Statement: statements } };
    });
    if (taken === 0) throw new Error(`${name} has no grant of ${action}`);
    const changed = { ...template.Resources[id], Type: 'AWS::IAM::Role', Properties: { ...role, Policies: policies } };
    return { ...template, Resources: { ...template.Resources, [id]: changed } };
  },
});

/** The template with one environment variable taken from one function. Throws where there was none. */
export const withoutVariable = (name: string, variable: string): Edit => ({
  of: name,
  change(template, functionName) {
    const { id, found } = requireFunction(template, functionName);
    const { [variable]: value, ...Variables } = found.Environment.Variables;
    if (value === undefined) throw new Error(`${name} has no variable ${variable}`);
    const resource = { ...template.Resources[id], Type: 'AWS::Lambda::Function' };
    const changed = { ...resource, Properties: { ...found, Environment: { Variables } } };
    return { ...template, Resources: { ...template.Resources, [id]: changed } };
  },
});
