import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { dependencyOrder } from '#host/template/order.ts';
import { type PlayedTemplate, type Player, playTemplate, resolveReferences } from '#host/template/play-template.ts';
import { parseResourcePolicy } from '#host/template/resource-policy.ts';
import { rewriteOrigins } from '#host/template/rewrite-origins.ts';
import { templateSchema } from '#host/template/schema.ts';

const thing: Player = ({ logicalId }) => ({
  ref: `ref-${logicalId}`,
  attributes: { Arn: `arn-${logicalId}`, List: ['a', 'b'] },
});

const play = (template: object): Promise<PlayedTemplate> =>
  playTemplate(
    v.parse(templateSchema, { Resources: { A: { Type: 'Thing' } }, ...template }),
    (type) => (type === 'Thing' ? thing : undefined),
    {
      stackName: 'S',
      rewrite: (text) => text,
    },
  );

/** A name as Fn::Sub writes it. */
const variable = (name: string) => `\${${name}}`;

/** What an output with this value resolves to. */
const resolved = async (value: unknown, more: object = {}) =>
  (await play({ ...more, Outputs: { Out: { Value: value } } })).outputs.Out;

describe('intrinsic functions', () => {
  it.each<[string, unknown, string]>([
    ['Ref', { Ref: 'A' }, 'ref-A'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['A', 'Arn'] }, 'arn-A'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'A.Arn' }, 'arn-A'],
    ['Fn::Join', { 'Fn::Join': ['-', ['x', { Ref: 'A' }, 1]] }, 'x-ref-A-1'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `${variable('A')}/${variable('A.Arn')}/${variable('AWS::AccountId')}/${variable('!Literal')}` },
      `ref-A/arn-A/000000000000/${variable('Literal')}`,
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': [`${variable('X')}!`, { X: { Ref: 'A' } }] }, 'ref-A!'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [2, { 'Fn::Split': ['/', 'https://host'] }] }, 'host'],
    ['Fn::Select of a list attribute', { 'Fn::Select': ['1', { 'Fn::GetAtt': ['A', 'List'] }] }, 'b'],
    ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['Fn::If', { 'Fn::If': ['IsA', 'yes', 'no'] }, 'yes'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['M', 'one', 'two'] }, 'three'],
    ['a parameter with a default', { Ref: 'P' }, 'usual'],
  ])('%s', async (_, value, expected) => {
    const more = {
      Conditions: {
        IsA: { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'P' }, 'usual'] }, { 'Fn::Not': [{ Condition: 'Never' }] }] },
        Never: { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }] },
      },
      Mappings: { M: { one: { two: 'three' } } },
      Parameters: { P: { Type: 'String', Default: 'usual' } },
    };
    expect(await resolved(value, more)).toBe(expected);
  });

  it('AWS::NoValue leaves a property and a list item out', async () => {
    const value = { a: { Ref: 'AWS::NoValue' }, b: ['x', { Ref: 'AWS::NoValue' }] };
    expect(await resolved(value)).toBe('{"b":["x"]}');
  });

  it.each<[string, unknown, RegExp]>([
    ['Fn::Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 1] }, /Outputs\.Out: Fn::Cidr is not played/],
    ['a reference that leads nowhere', { Ref: 'B' }, /Outputs\.Out\.Ref: there is no B/],
    ['an unknown attribute', { 'Fn::GetAtt': ['A', 'Size'] }, /Thing has no attribute Size/],
    ['an unknown mapping', { 'Fn::FindInMap': ['M', 'a', 'b'] }, /there is no mapping M\.a\.b/],
    ['a parameter without a value', { Ref: 'P' }, /parameter P has no default/],
  ])('refuses %s and says where', async (_, value, reason) => {
    await expect(resolved(value, { Parameters: { P: { Type: 'String' } } })).rejects.toThrow(reason);
  });
});

describe('the order of resources', () => {
  const order = (resources: Record<string, object>) =>
    dependencyOrder(v.parse(templateSchema, { Resources: resources }).Resources);

  it('puts what is referred to, by Ref, GetAtt, Sub or DependsOn, first', () => {
    const ids = order({
      A: { Type: 'T', Properties: { x: { 'Fn::Sub': variable('B.Arn') } } },
      B: { Type: 'T', Properties: { x: { 'Fn::GetAtt': ['C', 'Arn'] } } },
      C: { Type: 'T', DependsOn: 'D' },
      D: { Type: 'T' },
    });
    expect(ids).toEqual(['D', 'C', 'B', 'A']);
  });
  it('refuses a circle', () => {
    const circle = { A: { Type: 'T', DependsOn: 'B' }, B: { Type: 'T', Properties: { x: { Ref: 'A' } } } };
    expect(() => order(circle)).toThrow(/A -> B -> A/);
  });
});

it('a resource whose condition is false is not made', async () => {
  const { resources } = await play({
    Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { A: { Type: 'Thing' }, B: { Type: 'Nobody::Plays::This', Condition: 'No' } },
  });
  expect([...resources.keys()]).toEqual(['A']);
});

describe('a resource policy', () => {
  const intent = { action: 'sqs:SendMessage', resource: 'arn:q', context: { 'aws:SourceArn': ['arn:bucket'] } };
  const policy = (statement: object) =>
    parseResourcePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:q', ...statement }],
    });

  it('lets in the named service only, and only under its conditions', () => {
    const Principal = { Service: 's3.amazonaws.com' };
    expect(policy({ Principal }).allowsService('s3.amazonaws.com', intent)).toBe(true);
    expect(policy({ Principal }).allowsService('sns.amazonaws.com', intent)).toBe(false);
    const other = { ArnLike: { 'aws:SourceArn': 'arn:other' } };
    expect(policy({ Principal, Condition: other }).allowsService('s3.amazonaws.com', intent)).toBe(false);
  });
});

it('the cloud’s origins become this machine’s', () => {
  const urls = { webHost: '127.0.0.1:3000', api: 'http://127.0.0.1:1', aws: 'http://127.0.0.1:2' };
  const text =
    "https://127.0.0.1:3000 https://abc.execute-api.eu-central-1.amazonaws.com 'self' https://b.s3.eu-central-1.amazonaws.com";
  expect(rewriteOrigins(text, urls)).toBe("http://127.0.0.1:3000 http://127.0.0.1:1 'self' http://127.0.0.1:2");
});

describe('dynamic references', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:S-Secret-abc123';
  const secretText = (id: string) => (id === arn ? '{"user":"u"}' : `text of ${id}`);

  it.each([
    [`{{resolve:secretsmanager:${arn}:SecretString:::}}`, '{"user":"u"}'],
    [`{{resolve:secretsmanager:${arn}:SecretString:user::}}`, 'u'],
    ['{{resolve:secretsmanager:name}}', 'text of name'],
    [
      'a,{{resolve:secretsmanager:x:SecretString:::}},{{resolve:secretsmanager:y:SecretString:::}}',
      'a,text of x,text of y',
    ],
  ])('%s', (text, expected) => {
    expect(resolveReferences(text, secretText)).toBe(expected);
  });

  it.each(['{{resolve:ssm:/parameter}}', `{{resolve:secretsmanager:${arn}:SecretString::AWSPREVIOUS:}}`])(
    '%s is refused, not handed on',
    (text) => {
      expect(() => resolveReferences(text, secretText)).toThrow('not played on this machine');
    },
  );
});
