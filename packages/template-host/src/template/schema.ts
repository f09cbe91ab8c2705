import * as v from 'valibot';
import { isJson, isJsonObject, type Json, type JsonObject } from './json.ts';

type TemplateResource = {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DependsOn: readonly string[];
  readonly Condition?: string | undefined;
  readonly Metadata: { readonly 'aws:cdk:path'?: string | undefined };
};
export type Template = {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default?: Json | undefined }>>;
  readonly Mappings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly Conditions: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, TemplateOutput>>;
};
type TemplateOutput = {
  readonly Value: Json;
  readonly Condition?: string | undefined;
  readonly Export?: { readonly Name: Json } | undefined;
};

export const json: v.GenericSchema<unknown, Json> = v.custom<Json>(isJson, 'not JSON');
const object: v.GenericSchema<unknown, JsonObject> = v.custom<JsonObject>(
  (value) => isJsonObject(value) && isJson(value),
  'not a JSON object',
);

const resource = v.object({
  Type: v.string(),
  Properties: v.optional(object, {}),
  DependsOn: v.optional(
    v.pipe(
      v.union([v.string(), v.array(v.string())]),
      v.transform((one) => (typeof one === 'string' ? [one] : one)),
    ),
    [],
  ),
  Condition: v.optional(v.string()),
  Metadata: v.optional(v.object({ 'aws:cdk:path': v.optional(v.string()) }), {}),
});

const parameter = v.object({ Type: v.string(), Default: v.optional(json) });
const output = v.object({
  Value: json,
  Condition: v.optional(v.string()),
  Export: v.optional(v.object({ Name: json })),
});

/** A CloudFormation template as `cdk synth` writes it. `Rules` only check a real account's bootstrap and are ignored. */
export const templateSchema: v.GenericSchema<unknown, Template> = v.object({
  Parameters: v.optional(v.record(v.string(), parameter), {}),
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), object)), {}),
  Conditions: v.optional(v.record(v.string(), json), {}),
  Resources: v.record(v.string(), resource),
  Outputs: v.optional(v.record(v.string(), output), {}),
});

/** `<stack>.assets.json`: the hash of each asset and the directory or file it was staged in. */
export const assetsSchema = v.object({
  files: v.record(v.string(), v.object({ source: v.object({ path: v.string(), packaging: v.string() }) })),
});
