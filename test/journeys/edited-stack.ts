import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type PlayedStack, playedStack } from '#test/support/portal/played-stack.ts';

const statementSchema = v.looseObject({ Action: v.union([v.string(), v.array(v.string())]) });
const policySchema = v.looseObject({
  PolicyDocument: v.looseObject({ Statement: v.array(statementSchema) }),
  Roles: v.optional(v.array(v.object({ Ref: v.string() })), []),
});
const functionSchema = v.looseObject({
  FunctionName: v.string(),
  Role: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
});
const resourceSchema = v.looseObject({ Type: v.string(), Properties: v.optional(v.unknown()) });
const templateSchema = v.looseObject({ Resources: v.record(v.string(), resourceSchema) });
export type Template = v.InferOutput<typeof templateSchema>;

/** A change of the template. It gets the stack's name: functions' names begin with it. */
type Edit = (template: Template, stackName: string) => Template;

/** A copy of the stack with another template over the same assets. Remove it with `remove`. */
export async function editedStack(edit: Edit): Promise<PlayedStack & { readonly remove: () => Promise<void> }> {
  const { templateDir, stackName } = await playedStack();
  const folder = await mkdtemp(join(tmpdir(), 'edited-stack-'));
  const templateName = `${stackName}.template.json`;
  for (const name of await readdir(templateDir))
    if (name !== templateName) await symlink(join(templateDir, name), join(folder, name));
  const text = await readFile(join(templateDir, templateName), 'utf8');
  await writeFile(
    join(folder, templateName),
    JSON.stringify(edit(v.parse(templateSchema, JSON.parse(text)), stackName)),
  );
  return { templateDir: folder, stackName, remove: () => rm(folder, { recursive: true }) };
}

function findFunction({ Resources: resources }: Template, name: string) {
  for (const [id, { Type: type, Properties: properties }] of Object.entries(resources)) {
    if (type !== 'AWS::Lambda::Function') continue;
    const found = v.parse(functionSchema, properties);
    if (found.FunctionName === name) return { id, found };
  }
  throw new Error(`the stack has no function ${name}`);
}

/** The template with every grant of one IAM action taken from one function. Throws where there was none. */
export const withoutAction =
  (name: string, action: string): Edit =>
  (template, stackName) => {
    const role = findFunction(template, `${stackName}-${name}`).found.Role['Fn::GetAtt'][0];
    let taken = 0;
    const resources = Object.entries(template.Resources).map(([id, resource]) => {
      if (resource.Type !== 'AWS::IAM::Policy') return [id, resource] as const;
      const policy = v.parse(policySchema, resource.Properties);
      if (!policy.Roles.some(({ Ref: ref }) => ref === role)) return [id, resource] as const;
      const statements = policy.PolicyDocument.Statement.flatMap((statement) => {
        const actions = [statement.Action].flat();
        const left = actions.filter((one) => one !== action);
        taken += actions.length - left.length;
        return left.length > 0 ? [{ ...statement, Action: left }] : [];
      });
      const PolicyDocument = { ...policy.PolicyDocument, Statement: statements };
      return [id, { ...resource, Properties: { ...policy, PolicyDocument } }] as const;
    });
    if (taken === 0) throw new Error(`${name} has no grant of ${action}`);
    return { ...template, Resources: Object.fromEntries(resources) };
  };

/** The template with one environment variable taken from one function. Throws where there was none. */
export const withoutVariable =
  (name: string, variable: string): Edit =>
  (template, stackName) => {
    const { id, found } = findFunction(template, `${stackName}-${name}`);
    const { [variable]: value, ...Variables } = found.Environment.Variables;
    if (value === undefined) throw new Error(`${name} has no variable ${variable}`);
    const resource = { ...template.Resources[id], Type: 'AWS::Lambda::Function' };
    const changed = { ...resource, Properties: { ...found, Environment: { Variables } } };
    return { ...template, Resources: { ...template.Resources, [id]: changed } };
  };
