import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

type Stacks = Awaited<ReturnType<typeof synthesizedTemplates>>;
let usual: Stacks;
let first: Stacks;
beforeAll(async () => {
  usual = await synthesizedTemplates();
  first = await synthesizedTemplates({ protection: 'off' });
});

const keeping = [
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::SecretsManager::Secret',
  'AWS::Logs::LogGroup',
];

const manifestSchema = v.object({
  artifacts: v.record(
    v.string(),
    v.object({
      type: v.string(),
      properties: v.optional(v.object({ terminationProtection: v.optional(v.boolean()) })),
    }),
  ),
});

/** Whether each stack refuses to be deleted. */
async function terminationProtection({ templateDir }: Stacks) {
  const text = await readFile(join(templateDir, 'manifest.json'), 'utf8');
  const { artifacts } = v.parse(manifestSchema, JSON.parse(text));
  return Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ properties }) => properties?.terminationProtection ?? false);
}

const deletionProtection = ({ ofType }: Stacks) => [
  ...ofType('AWS::DynamoDB::Table').map(([, { Properties }]) => Properties.DeletionProtectionEnabled),
  ...ofType('AWS::Cognito::UserPool').map(([, { Properties }]) => Properties.DeletionProtection),
];

describe('a first deployment that fails can be repeated', () => {
  it('what is kept goes again with the stack that failed to be made, and with no other', () => {
    const policies = keeping.flatMap((type) => usual.ofType(type)).map(([, one]) => one.DeletionPolicy);
    expect(policies).not.toContain('Retain');
    expect(policies.filter((policy) => policy === 'RetainExceptOnCreate')).toHaveLength(9);
  });

  it('with protection off nothing refuses to go; the stacks say at each synthesis that it is off', async () => {
    expect(await terminationProtection(first)).toEqual([false, false, false]);
    expect(deletionProtection(first)).toEqual([false, false, false, 'INACTIVE']);
    const names = first.stacks.map(({ name }) => `${name}.metadata.json`);
    const warned = await Promise.all(names.map((name) => readFile(join(first.templateDir, name), 'utf8')));
    for (const text of warned) expect(text).toContain('protection is off');
  });

  it('from then on everything does', async () => {
    expect(await terminationProtection(usual)).toEqual([true, true, true]);
    expect(deletionProtection(usual)).toEqual([true, true, true, 'ACTIVE']);
  });

  it('switching it on replaces nothing: no other property changes', () => {
    const withoutIt = ({ text }: Stacks) =>
      text
        .replace(/"DeletionProtectionEnabled":(true|false)/g, '')
        .replace(/"Mode":"(GOVERNANCE|COMPLIANCE)"/g, '')
        .replace(',"ChangeableForDays":3', '')
        .replace('"ChangeableForDays":3,', '')
        .replace(/"DeletionProtection":"(IN)?ACTIVE"/g, '');
    expect(withoutIt(first)).toBe(withoutIt(usual));
  });
});

describe('API Gateway', () => {
  it('gets three routes at a time, and deploys them when all are there', () => {
    const routes = new Map(usual.ofType('AWS::ApiGatewayV2::Route'));
    const before = (id: string) => [routes.get(id)?.DependsOn ?? []].flat().filter((other) => routes.has(other));
    const turnOf = (id: string): number => 1 + Math.max(0, ...before(id).map(turnOf));
    const turns = [...Map.groupBy(routes.keys(), turnOf).values()].map((ids) => ids.length);
    expect(turns.length).toBeGreaterThan(10);
    expect(Math.max(...turns)).toBe(3);
    const [[, stage] = []] = usual.ofType('AWS::ApiGatewayV2::Stage');
    expect([stage?.DependsOn].flat()).toEqual(expect.arrayContaining([...routes.keys()]));
  });
});
