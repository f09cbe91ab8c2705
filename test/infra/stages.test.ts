import { beforeAll, describe, expect, it } from 'vitest';
import { type Resource, synthesizedTemplates } from './synthesized.ts';

type Stack = Awaited<ReturnType<typeof synthesizedTemplates>>;

let test: Stack;
let prod: Stack;
beforeAll(async () => {
  test = await synthesizedTemplates({ stage: 'test' });
  prod = await synthesizedTemplates({ stage: 'prod' });
});

/**
 * The property that is a resource's own name in the account. Other names are within it (an index, an attribute) or within
 * its parent, whose id keeps the stages apart.
 */
const isOwnName = (type: string, property: string) => {
  const withinParent = ['AWS::ApiGatewayV2::', 'AWS::IAM::Policy', 'Custom::', 'AWS::Lambda::Permission'];
  if (withinParent.some((prefix) => type.startsWith(prefix))) return false;
  if (property === 'LogGroupName' && type !== 'AWS::Logs::LogGroup') return false;
  return /^(Name|.*(?<!Metric)Name|EmailIdentity|Bucket|Domain|DashboardBody\.Name)$/.test(property);
};

const isOfAnother = (name: unknown) => /^\{"(Ref|Fn::GetAtt)"/.test(JSON.stringify(name));

/** The names that a template gives itself, each as the template writes it; what CloudFormation names has none here. */
function givenNames({ resources }: Stack): string[] {
  const nested = ['OriginAccessControlConfig', 'ResponseHeadersPolicyConfig', 'CachePolicyConfig'];
  const namesOf = ({ Type: type, Properties: properties }: Resource) =>
    [properties, ...nested.map((one) => properties[one] ?? {})].flatMap((part) =>
      Object.entries(part)
        .filter(([property, name]) => isOwnName(type, property) && !isOfAnother(name))
        .map(([property, name]) => `${type} ${property} ${JSON.stringify(name)}`),
    );
  return resources.flatMap(([, resource]) => namesOf(resource));
}

describe('two stages in one account', () => {
  it('share no physical name', () => {
    const taken = new Set(givenNames(prod));
    expect(taken.size).toBeGreaterThan(50);
    expect(givenNames(test).filter((name) => taken.has(name))).toEqual([]);
  });

  it('every name that is given carries the stage, and none is too long for what it names', () => {
    const literal = givenNames(prod).filter((name) => !name.includes('{'));
    expect(literal.filter((name) => !name.startsWith('AWS::SES::') && !name.includes('CustomerPortal'))).toEqual([]);
    const longest = Math.max(
      ...prod.ofType('AWS::Lambda::Function').map(([, one]) => `${one.Properties.FunctionName}`.length),
    );
    // A stage may have twenty letters: sixteen more than `prod`.
    expect(longest + 16).toBeLessThanOrEqual(64);
  });

  it('export nothing under a name of the account', () => {
    for (const { template } of prod.stacks) expect(JSON.stringify(template.Outputs)).not.toContain('"Export"');
  });
});

describe('what is kept when a stage is taken down', () => {
  it.each([
    ['AWS::DynamoDB::Table', 3],
    ['AWS::S3::Bucket', 3],
    ['AWS::Cognito::UserPool', 1],
  ])('every %s outlives the stack, and a replacement', (type, count) => {
    const all = prod.ofType(type);
    expect(all).toHaveLength(count);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of all)
      expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
  });

  it('the secret that every key is made with outlives it too; what CloudFront shows to the API does not', () => {
    const kept = prod.ofType('AWS::SecretsManager::Secret').map(([id, { DeletionPolicy }]) => [id, DeletionPolicy]);
    expect(kept.filter(([, policy]) => policy === 'RetainExceptOnCreate')).toHaveLength(1);
    expect(kept.filter(([id]) => /originsecret/.test(`${id}`)).map(([, policy]) => policy)).toEqual([
      'Delete',
      'Delete',
      'Delete',
    ]);
  });
});

describe('the secret between CloudFront and the API', () => {
  const references = (stack: Stack) => stack.text.match(/\{\{resolve:/g) ?? [];

  it('is in the template as references only, far fewer than the 60 that CloudFormation takes', () => {
    expect(references(prod).length).toBeGreaterThan(1);
    expect(references(prod).length).toBeLessThan(30);
  });

  it('a new generation refuses nobody, whichever of the two changes first', async () => {
    const secretsOf = (stack: Stack) => {
      const ids = (value: unknown) => JSON.stringify(value).match(/originsecretgeneration\w+/g) ?? [];
      const [stage] = stack.ofType('AWS::ApiGatewayV2::Stage');
      const [cloudFront] = stack.ofType('AWS::CloudFront::Distribution');
      return { taken: ids(stage?.[1].Properties.StageVariables), sent: ids(cloudFront) };
    };
    const [before, after] = [secretsOf(prod), secretsOf(await synthesizedTemplates({ originSecretGeneration: '2' }))];
    expect(before.sent).toHaveLength(1);
    expect(after.sent).not.toEqual(before.sent);
    expect(before.taken).toEqual(expect.arrayContaining([...before.sent, ...after.sent]));
    expect(after.taken).toEqual(expect.arrayContaining([...before.sent, ...after.sent]));
  });
});
