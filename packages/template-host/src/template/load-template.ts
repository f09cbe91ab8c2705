import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { assetsSchema, type Template, templateSchema } from './schema.ts';

/** This host cannot play a part of the template. `at` names the logical id and the property. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(at: string, message: string, cause?: unknown) {
    super(`${at}: ${message}`, { cause });
  }
}

export type LoadedTemplate = {
  readonly template: Template;
  /** The staged directory (or file) of an asset, by the key that it would have in the bootstrap bucket; undefined if unknown. */
  readonly assetPath: (s3Key: string) => string | undefined;
};

async function parseFile<Schema extends v.GenericSchema>(path: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TemplateError(path, 'cannot be read; run the synthesis first', cause);
  });
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof v.ValiError ? cause.issues[0] : undefined;
    const where = issue?.path?.map((item: { key: unknown }) => String(item.key)).join('.');
    throw new TemplateError(path, `${where ? `${where}: ` : ''}${cause instanceof Error ? cause.message : ''}`, cause);
  }
}

/**
 * Reads the output of `cdk synth`: `<stackName>.template.json` and `<stackName>.assets.json` in `directory`.
 *
 * @throws TemplateError if a file is missing or is no template
 */
export async function loadTemplate(directory: string, stackName: string): Promise<LoadedTemplate> {
  const [template, assets] = await Promise.all([
    parseFile(join(directory, `${stackName}.template.json`), templateSchema),
    parseFile(join(directory, `${stackName}.assets.json`), assetsSchema),
  ]);
  return {
    template,
    assetPath(s3Key) {
      const asset = assets.files[s3Key.replace(/\.[a-z]+$/, '')];
      return asset && resolve(directory, asset.source.path);
    },
  };
}
