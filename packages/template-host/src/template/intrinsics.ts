import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';
import { TemplateError } from './load-template.ts';

/** The look-ups of intrinsic functions. Each throws TemplateError if there is no such thing. */
export type Scope = {
  readonly ref: (logicalId: string, at: string) => Resolved;
  readonly attribute: (logicalId: string, name: string, at: string) => Resolved;
  readonly condition: (name: string, at: string) => boolean;
  readonly mapping: (map: string, top: string, second: string, at: string) => Json;
  readonly exported: (name: string, at: string) => Json;
  readonly outputOf: (stackName: string, output: string, at: string) => Json;
};

/** `AWS::NoValue`: the property is left out. */
export const noValue = Symbol('AWS::NoValue');
export type Resolved = Json | typeof noValue;

/**
 * A value with every intrinsic function resolved; `at` names the value in errors.
 *
 * @throws TemplateError for a reference to nothing or a function that this host does not know
 */
export function resolve(value: Json, scope: Scope, at: string): Resolved {
  if (isJsonArray(value)) {
    return value.map((item, index) => resolve(item, scope, `${at}[${index}]`)).filter((item) => item !== noValue);
  }
  if (!isJsonObject(value)) return value;
  const [entry, ...more] = Object.entries(value);
  const call = entry && more.length === 0 ? intrinsics[entry[0]] : undefined;
  if (entry && call) return call(entry[1], scope, `${at}.${entry[0]}`);
  if (entry?.[0].startsWith('Fn::')) throw new TemplateError(at, `${entry[0]} is not played on this machine`);
  const resolved: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    const result = resolve(item, scope, `${at}.${key}`);
    if (result !== noValue) resolved[key] = result;
  }
  return resolved;
}

/** The truth of a condition expression (`Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, `Condition`). */
export function resolveCondition(value: Json, scope: Scope, at: string): boolean {
  const fail = (): never => {
    throw new TemplateError(at, 'not a condition');
  };
  if (!isJsonObject(value)) return fail();
  const [[name, argument] = fail()] = Object.entries(value);
  if (name === 'Condition' && typeof argument === 'string') return scope.condition(argument, at);
  if (!isJsonArray(argument)) return fail();
  const truths = () => argument.map((item) => resolveCondition(item, scope, at));
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = argument.map((item) => JSON.stringify(resolve(item, scope, at)));
      return left === right;
    }
    case 'Fn::And':
      return truths().every(Boolean);
    case 'Fn::Or':
      return truths().some(Boolean);
    case 'Fn::Not':
      return !truths()[0];
    default:
      return fail();
  }
}

type Intrinsic = (argument: Json, scope: Scope, at: string) => Resolved;

const text = (value: Resolved, at: string): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(at, 'must resolve to text');
};

const list = (value: Resolved, at: string): readonly Json[] => {
  if (value !== noValue && isJsonArray(value)) return value;
  throw new TemplateError(at, 'must resolve to a list');
};

const item = (values: readonly Json[], index: number, at: string): Json => {
  const value = values[index];
  if (value === undefined) throw new TemplateError(at, `has no item ${index}`);
  return value;
};

const getAtt: Intrinsic = (argument, scope, at) => {
  const [id = '', ...name] =
    typeof argument === 'string' ? argument.split('.') : list(argument, at).map((part) => text(part, at));
  return scope.attribute(id, name.join('.'), at);
};

function substitute(template: string, own: JsonObject, scope: Scope, at: string): string {
  return template.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = own[name];
    if (value !== undefined) return text(resolve(value, scope, at), at);
    return text(name.includes('.') ? getAtt(name, scope, at) : scope.ref(name, at), at);
  });
}

/** Where the other stack is does not matter: there is one account with one region on this machine. */
const getStackOutput: Intrinsic = (argument, scope, at) => {
  const given = resolve(argument, scope, at);
  if (given === noValue || !isJsonObject(given)) throw new TemplateError(at, 'must name a stack and its output');
  return scope.outputOf(text(given.StackName ?? noValue, at), text(given.OutputName ?? noValue, at), at);
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, at) => scope.ref(text(argument, at), at),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': (argument, scope, at) => {
    if (typeof argument === 'string') return substitute(argument, {}, scope, at);
    const parts = list(argument, at);
    const own = item(parts, 1, at);
    return substitute(text(item(parts, 0, at), at), isJsonObject(own) ? own : {}, scope, at);
  },
  'Fn::Join': (argument, scope, at) => {
    const parts = list(argument, at);
    const joined = list(resolve(item(parts, 1, at), scope, at), at).map((part) => text(part, at));
    return joined.join(text(item(parts, 0, at), at));
  },
  'Fn::Split': (argument, scope, at) => {
    const parts = list(argument, at);
    return text(resolve(item(parts, 1, at), scope, at), at).split(text(item(parts, 0, at), at));
  },
  'Fn::Select': (argument, scope, at) => {
    const parts = list(argument, at);
    const index = Number(text(resolve(item(parts, 0, at), scope, at), at));
    return item(list(resolve(item(parts, 1, at), scope, at), at), index, at);
  },
  'Fn::If': (argument, scope, at) => {
    const parts = list(argument, at);
    return resolve(item(parts, scope.condition(text(item(parts, 0, at), at), at) ? 1 : 2, at), scope, at);
  },
  'Fn::FindInMap': (argument, scope, at) => {
    const [map = '', top = '', second = ''] = list(resolve(argument, scope, at), at).map((part) => text(part, at));
    return scope.mapping(map, top, second, at);
  },
  'Fn::ImportValue': (argument, scope, at) => scope.exported(text(resolve(argument, scope, at), at), at),
  'Fn::GetStackOutput': getStackOutput,
  'Fn::Base64': (argument, scope, at) => Buffer.from(text(resolve(argument, scope, at), at)).toString('base64'),
};
