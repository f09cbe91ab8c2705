import * as v from 'valibot';
import { TemplateError } from './load-template.ts';
import type { Resource } from './play-template.ts';

/**
 * Parses the resource's properties by the schema.
 *
 * @throws TemplateError naming logical id and property, for what the schema refuses
 */
export function readProperties<Schema extends v.GenericSchema>(
  resource: Resource,
  schema: Schema,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, resource.properties);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = issue.path?.map((item: { key: unknown }) => `.${String(item.key)}`).join('') ?? '';
  throw new TemplateError(`${resource.logicalId}${path}`, `${issue.message} (${resource.type})`);
}
