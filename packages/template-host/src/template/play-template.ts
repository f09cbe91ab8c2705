import * as v from 'valibot';
import { localAccount, localRegion } from '../aws/service.ts';
import { noValue, type Resolved, resolve, resolveCondition, type Scope } from './intrinsics.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { TemplateError } from './load-template.ts';
import { dependencyOrder } from './order.ts';
import type { Template } from './schema.ts';
import type { Imports } from './stack-outputs.ts';

const reference =
  /\{\{resolve:secretsmanager:(arn:(?:[^:{}]*:){5}[^:{}]+|[^:{}]+)(?::SecretString(?::([^:{}]*))?(?::([^:{}]*))?(?::([^:{}]*))?)?\}\}/g;

const secretSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/**
 * A text with its references to secrets resolved, as CloudFormation does when it deploys:
 * `{{resolve:secretsmanager:<arn>:SecretString:<key>::}}`.
 *
 * @throws Error for another kind of reference, or for one to another version than the current one
 */
export function resolveReferences(text: string, secretText: (id: string) => string): string {
  const resolved = text.replace(reference, (whole, id: string, key?: string, stage?: string, version?: string) => {
    if (stage || version) throw new Error(`${whole} names a version, which is not played on this machine`);
    return key ? String(v.parse(secretSchema, secretText(id))[key] ?? '') : secretText(id);
  });
  if (resolved.includes('{{resolve:')) throw new Error(`${resolved} is not played on this machine`);
  return resolved;
}

export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The CDK path, `Stack/sign-in/lambda/Resource`; undefined if the template has none. */
  readonly path?: string | undefined;
};

/** The values of a created resource's `Ref` and `Fn::GetAtt`. */
export type Played = { readonly ref: string; readonly attributes?: JsonObject };

/** Creates one resource. Resources come in dependency order, with their properties resolved. */
export type Player = (resource: Resource) => Played | Promise<Played>;

type Pseudo = {
  readonly stackName: string;
  /** Changes every resolved text at the end, e.g. https -> http. */
  readonly rewrite: (text: string) => string;
  /** The value of a secret that a dynamic reference names; default: there are none. */
  readonly secretText?: (id: string) => string;
  /** What other stacks give; left out, there are none. */
  readonly imports?: Imports;
};

export type PlayedTemplate = {
  readonly outputs: Readonly<Record<string, string>>;
  /** The outputs that have a name for other stacks, by that name. */
  readonly exports: Readonly<Record<string, string>>;
  readonly resources: Map<string, Played & { readonly type: string }>;
};

const rewriteAll = (value: Json, rewrite: (text: string) => string): Json => {
  if (typeof value === 'string') return rewrite(value);
  if (Array.isArray(value)) return value.map((item: Json) => rewriteAll(item, rewrite));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewriteAll(item, rewrite)]));
};

/**
 * Creates every resource of the template with the player of its type and resolves the outputs. It refuses what it cannot play.
 *
 * @throws TemplateError naming logical id and property, for a type without player, a reference to nothing and an attribute that
 * the player did not return
 */
export async function playTemplate(
  template: Template,
  playerOf: (type: string) => Player | undefined,
  { stackName, rewrite, secretText, imports }: Pseudo,
): Promise<PlayedTemplate> {
  const resources = new Map<string, Played & { type: string }>();
  const pseudo: Record<string, Resolved> = {
    'AWS::Region': localRegion,
    'AWS::AccountId': localAccount,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${localRegion}:${localAccount}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };

  const scope: Scope = {
    ref(id, at) {
      const known = pseudo[id] ?? template.Parameters[id]?.Default ?? resources.get(id)?.ref;
      if (known !== undefined) return known;
      throw new TemplateError(at, template.Parameters[id] ? `parameter ${id} has no default` : `there is no ${id}`);
    },
    attribute(id, name, at) {
      const resource = resources.get(id);
      if (!resource) throw new TemplateError(at, `there is no ${id}`);
      const value = resource.attributes?.[name];
      if (value === undefined) throw new TemplateError(at, `${resource.type} has no attribute ${name} on this machine`);
      return value;
    },
    condition(name, at) {
      const condition = template.Conditions[name];
      if (condition === undefined) throw new TemplateError(at, `there is no condition ${name}`);
      return resolveCondition(condition, scope, `Conditions.${name}`);
    },
    mapping(map, top, second, at) {
      const value = template.Mappings[map]?.[top]?.[second];
      if (value === undefined) throw new TemplateError(at, `there is no mapping ${map}.${top}.${second}`);
      return value;
    },
    exported(name, at) {
      const value = imports?.exported(name);
      if (value === undefined) throw new TemplateError(at, `No export named ${name} found`);
      return value;
    },
    outputOf(other, output, at) {
      const value = imports?.outputOf(other, output);
      if (value === undefined) throw new TemplateError(at, `there is no output ${output} of a stack ${other}`);
      return value;
    },
  };
  const applies = (part: { Condition?: string | undefined }, at: string) =>
    part.Condition === undefined || scope.condition(part.Condition, `${at}.Condition`);

  const finish = (logicalId: string) => (text: string) => {
    if (!secretText || !text.includes('{{resolve:')) return rewrite(text);
    try {
      return rewrite(resolveReferences(text, secretText));
    } catch (cause) {
      throw new TemplateError(logicalId, cause instanceof Error ? cause.message : String(cause), cause);
    }
  };

  for (const logicalId of dependencyOrder(template.Resources)) {
    const resource = template.Resources[logicalId];
    if (!resource || !applies(resource, logicalId)) continue;
    const player = playerOf(resource.Type);
    if (!player) throw new TemplateError(logicalId, `resource type ${resource.Type} is not played on this machine`);
    const resolved = resolve(resource.Properties, scope, logicalId);
    const properties = resolved === noValue ? {} : rewriteAll(resolved, finish(logicalId));
    const played = await player({
      logicalId,
      type: resource.Type,
      properties: isJsonObject(properties) ? properties : {},
      path: resource.Metadata['aws:cdk:path'],
    });
    resources.set(logicalId, { ...played, type: resource.Type });
  }

  const outputs: Record<string, string> = {};
  const exports: Record<string, string> = {};
  for (const [name, output] of Object.entries(template.Outputs)) {
    if (!applies(output, `Outputs.${name}`)) continue;
    const value = resolve(output.Value, scope, `Outputs.${name}`);
    if (value === noValue) continue;
    const text = rewrite(typeof value === 'string' ? value : JSON.stringify(value));
    outputs[name] = text;
    if (output.Export) exports[String(resolve(output.Export.Name, scope, `Outputs.${name}.Export`))] = text;
  }
  return { outputs, exports, resources };
}
