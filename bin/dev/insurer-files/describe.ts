import { toJsonSchema } from '@valibot/to-json-schema';
import type { InsurerFile } from './files.ts';

/** The file as a JSON Schema (draft 2020-12) with its examples, as `docs/insurer/<name>.schema.json` holds it. */
export function describeFile({ title, description, schema, examples }: InsurerFile): string {
  const { $schema, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  return `${JSON.stringify({ $schema, title, description, ...described, examples }, null, 2)}\n`;
}
