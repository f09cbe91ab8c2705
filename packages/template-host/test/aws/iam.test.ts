import { describe, expect, it } from 'vitest';
import { evaluate, PolicyRefused, parsePolicy } from '#host/aws/iam.ts';
import type { Intent } from '#host/aws/service.ts';

type Fields = Record<string, unknown>;

const aPolicy = (...statements: Fields[]) =>
  parsePolicy({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...one })),
  });

const anIntent = (fields: Partial<Intent> = {}): Intent => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::documents/p/1.pdf',
  ...fields,
});

/** An IAM policy variable, `${name}`. */
const variable = (name: string) => `$\{${name}}`;

const allows = (statement: Fields, intent: Partial<Intent> = {}) =>
  evaluate([aPolicy(statement)], anIntent(intent)).allowed;

describe('what a policy allows', () => {
  it('needs an Allow, and says what is missing', () => {
    expect(evaluate([], anIntent())).toEqual({ allowed: false, reason: 'no statement allows the action' });
    const elsewhere = evaluate([aPolicy({ Resource: 'arn:aws:s3:::other/*' })], anIntent());
    expect(elsewhere).toEqual({ allowed: false, reason: 'the action is allowed on other resources only' });
    const conditional = evaluate(
      [aPolicy({ Sid: 'Own', Condition: { StringEquals: { 'a:b': ['x', 'y'] } } })],
      anIntent(),
    );
    expect(conditional).toEqual({
      allowed: false,
      reason: 'statement Own allows it only where StringEquals a:b = x | y',
    });
  });

  it('lets an explicit Deny win over every Allow, in any order and any policy', () => {
    const deny = aPolicy({ Sid: 'No', Effect: 'Deny', Resource: '*/p/*' });
    const allow = aPolicy({});
    expect(evaluate([deny, allow], anIntent())).toEqual({ allowed: false, reason: 'statement No denies it' });
    expect(evaluate([allow, deny], anIntent()).allowed).toBe(false);
    expect(evaluate([allow, deny], anIntent({ resource: 'arn:aws:s3:::documents/q/1.pdf' })).allowed).toBe(true);
  });

  it('does not apply a Deny whose condition is not met', () => {
    const deny = { Effect: 'Deny', Condition: { StringEquals: { 'a:b': 'x' } } };
    expect(evaluate([aPolicy({}, deny)], anIntent()).allowed).toBe(true);
    expect(evaluate([aPolicy({}, deny)], anIntent({ context: { 'a:b': ['x'] } })).allowed).toBe(false);
  });

  it.each([
    ['s3:GetObject', true],
    ['S3:getobject', true],
    ['s3:Get*', true],
    ['s3:GetObjec?', true],
    ['*', true],
    ['s3:GetObjectVersion', false],
    ['s3:Get', false],
    ['s3:GetObject?', false],
    ['s3.GetObject', false],
  ])('reads the action pattern %s', (Action, expected) => {
    expect(allows({ Action })).toBe(expected);
  });

  it.each([
    ['arn:aws:s3:::documents/p/1.pdf', true],
    ['arn:aws:s3:::documents/*', true],
    ['arn:*/1.pdf', true],
    ['arn:aws:s3:::documents/?/1.pdf', true],
    ['arn:aws:s3:::documents/P/1.pdf', false],
    ['arn:aws:s3:::documents', false],
    ['arn:aws:s3:::documents/p/1xpdf', false],
  ])('reads the resource pattern %s', (Resource, expected) => {
    expect(allows({ Resource: [Resource] })).toBe(expected);
  });

  it('reads NotAction and NotResource as everything else', () => {
    const none = { Action: undefined, NotAction: ['s3:Put*', 's3:Delete*'] };
    expect(allows(none)).toBe(true);
    expect(allows(none, { action: 's3:PutObject' })).toBe(false);
    const elsewhere = { Resource: undefined, NotResource: 'arn:aws:s3:::documents/*' };
    expect(allows(elsewhere)).toBe(false);
    expect(allows(elsewhere, { resource: 'arn:aws:s3:::other/x' })).toBe(true);
  });

  it('takes an escaped * or ? as the character itself', () => {
    const Resource = `a${variable('*')}b${variable('?')}`;
    expect(allows({ Resource }, { resource: 'a*b?' })).toBe(true);
    expect(allows({ Resource }, { resource: 'axxb?' })).toBe(false);
  });
});

/** operator, wanted values, given values (undefined: the key is absent), whether it holds. */
const cases: [string, unknown, string[] | undefined, boolean][] = [
  ['StringEquals', 'a', ['a'], true],
  ['StringEquals', ['b', 'a'], ['a'], true],
  ['StringEquals', 'a', ['A'], false],
  ['StringEquals', 'a', undefined, false],
  ['StringEquals', 'a*', ['ab'], false],
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', ['b'], false],
  ['StringNotEquals', 'a', ['b'], true],
  ['StringNotEquals', ['a', 'b'], ['b'], false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringNotEquals', 'a', ['a', 'b'], false],
  ['StringEqualsIgnoreCase', 'a@X.hu', ['A@x.HU'], true],
  ['StringNotEqualsIgnoreCase', 'a', ['A'], false],
  ['StringLike', '*@example.org', ['info@example.org'], true],
  ['StringLike', '*@example.org', ['info@example.com'], false],
  ['StringLike', 'a?', ['a'], false],
  ['StringNotLike', '*@example.org', ['info@example.com'], true],
  ['StringNotLike', '*@example.org', ['info@example.org'], false],
  ['ArnEquals', 'arn:aws:sns:*:1:t', ['arn:aws:sns:eu:1:t'], true],
  ['ArnLike', 'arn:aws:sns:*:t', ['arn:aws:sns:eu:1:t'], false],
  ['ArnLike', 'arn:aws:sns:eu:1:t*', ['arn:aws:sns:eu:1:t:sub/x'], true],
  ['ArnNotEquals', 'arn:aws:sns:eu:1:t', ['arn:aws:sns:eu:2:t'], true],
  ['ArnNotLike', 'arn:aws:sns:eu:*:t', ['arn:aws:sns:eu:2:t'], false],
  ['Bool', true, ['true'], true],
  ['Bool', 'false', ['true'], false],
  ['Null', 'true', undefined, true],
  ['Null', 'true', ['x'], false],
  ['Null', 'false', ['x'], true],
  ['Null', 'false', undefined, false],
  ['NumericEquals', 10, ['10.0'], true],
  ['NumericNotEquals', 10, ['10'], false],
  ['NumericLessThan', '10', ['9'], true],
  ['NumericLessThan', '10', ['10'], false],
  ['NumericLessThanEquals', '10', ['10'], true],
  ['NumericGreaterThan', '9', ['10'], true],
  ['NumericGreaterThanEquals', '10', ['9'], false],
  ['NumericLessThan', '10', ['many'], false],
  ['DateLessThan', '2026-03-01T00:00:00Z', ['2026-02-28T23:59:59Z'], true],
  ['DateLessThan', '2026-03-01T00:00:00Z', ['2026-03-01T00:00:00Z'], false],
  ['DateGreaterThanEquals', '1772323200', ['2026-03-01T00:00:00Z'], true],
  ['DateEquals', '2026-03-01', ['2026-03-01T00:00:00Z'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', 'a', undefined, true],
  ['ForAllValues:StringNotEquals', 'a', ['b', 'a'], false],
  ['ForAnyValue:StringLike', 'a*', ['b', 'ab'], true],
  ['ForAnyValue:StringLike', 'a*', ['b'], false],
  ['ForAnyValue:StringLike', 'a*', undefined, false],
  ['ForAnyValue:StringNotEquals', 'a', ['a', 'b'], true],
  ['ForAnyValue:StringNotEquals', 'a', ['a'], false],
  ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
];

describe('conditions', () => {
  it.each(cases)('%s %j on %j: %s', (operator, wanted, given, expected) => {
    const context = given ? { context: { 'ses:FromAddress': given } } : {};
    expect(allows({ Condition: { [operator]: { 'ses:fromaddress': wanted } } }, context)).toBe(expected);
  });

  it('must all hold', () => {
    const Condition = { StringEquals: { 'a:b': 'x', 'a:c': 'y' }, Bool: { 'a:d': 'true' } };
    const context = { 'a:b': ['x'], 'a:c': ['y'], 'a:d': ['true'] };
    expect(allows({ Condition }, { context })).toBe(true);
    for (const key of Object.keys(context)) {
      expect(allows({ Condition }, { context: { ...context, [key]: ['other'] } }), key).toBe(false);
    }
  });
});

describe('a policy the local host cannot judge is refused when it is loaded', () => {
  it.each<[string, Fields]>([
    ['an unknown operator', { Condition: { StringSounds: { 'a:b': 'x' } } }],
    ['an unknown set operator', { Condition: { 'ForSomeValues:StringEquals': { 'a:b': 'x' } } }],
    ['Null with IfExists', { Condition: { NullIfExists: { 'a:b': 'true' } } }],
    ['a key without a service', { Condition: { StringEquals: { FromAddress: 'x' } } }],
    ['a number that is none', { Condition: { NumericLessThan: { 'a:b': 'ten' } } }],
    ['a date that is none', { Condition: { DateLessThan: { 'a:b': 'soon' } } }],
    ['a truth that is none', { Condition: { Bool: { 'a:b': 'yes' } } }],
    ['a policy variable in a resource', { Resource: `arn:aws:s3:::x/${variable('aws:username')}` }],
    ['a policy variable in a condition', { Condition: { StringEquals: { 'a:b': variable('aws:userid') } } }],
    ['an unresolved intrinsic', { Resource: { Ref: 'Bucket' } }],
    ['a principal', { Principal: '*' }],
    ['no action', { Action: undefined }],
    ['both Action and NotAction', { NotAction: 's3:*' }],
    ['no resource', { Resource: undefined }],
    ['an empty list of actions', { Action: [] }],
    ['an unknown effect', { Effect: 'Maybe' }],
  ])('%s', (_, statement) => {
    expect(() => aPolicy(statement)).toThrow(PolicyRefused);
  });

  it('names the operator and the statement', () => {
    const load = () => aPolicy({ Sid: 'Mail', Condition: { StringSounds: { 'a:b': 'x' } } });
    expect(load).toThrow('policy refused at statement Mail: the condition operator StringSounds is unknown');
  });

  it('takes a single statement and refuses another language version', () => {
    const Statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    expect(evaluate([parsePolicy({ Version: '2012-10-17', Statement })], anIntent()).allowed).toBe(true);
    expect(() => parsePolicy({ Version: '2008-10-17', Statement })).toThrow(PolicyRefused);
  });
});
