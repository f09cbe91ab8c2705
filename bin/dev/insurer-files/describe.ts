import { toJsonSchema } from '@valibot/to-json-schema';
import { documentFiles, type InsurerFile, insurerFiles, keyOfFile } from '#shared/insurer/files.ts';
import { refusalMeanings } from './codes.ts';
import { type Description, descriptions } from './files.ts';

/** A schema of docs/insurer: its file name and its text. */
export type SchemaFile = { readonly fileName: string; readonly text: string };

const patternOf = (file: InsurerFile) => keyOfFile(file, file.name);

function schemaFile(file: InsurerFile, schemaName: string, { description, schema, examples }: Description): SchemaFile {
  const { $schema, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  const title = file.ending === '.csv' ? `A row of ${patternOf(file)}` : patternOf(file);
  return {
    fileName: `${schemaName}.schema.json`,
    text: `${JSON.stringify({ $schema, title, description, ...described, examples }, null, 2)}\n`,
  };
}

/** The files as JSON Schemas (draft 2020-12) with their examples, as docs/insurer holds them. */
export const schemaFiles = (): SchemaFile[] =>
  insurerFiles.flatMap((file) => ('schema' in file ? [schemaFile(file, file.schema, descriptions[file.schema])] : []));

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** The table of docs/insurer/README.md. */
export const tableOfFiles = (): string =>
  [
    row(['file', 'written by', 'schema', 'kept']),
    '|---|---|---|---|',
    ...insurerFiles.map((file) =>
      row([
        `\`${patternOf(file)}\``,
        file.writtenBy,
        'schema' in file ? `[${descriptions[file.schema].name}](${file.schema}.schema.json)` : 'a PDF',
        file === documentFiles ? 'its access window' : `${file.keptForDays} days`,
      ]),
    ),
  ].join('\n');

/** The table of reasons in docs/insurer/README.md. */
export const tableOfRefusals = (): string =>
  [
    row(['reason', 'the document', 'magyarul']),
    '|---|---|---|',
    ...Object.entries(refusalMeanings).map(([reason, meanings]) => row([`\`${reason}\``, ...meanings])),
  ].join('\n');

const tables: readonly (readonly [begin: RegExp, write: () => string])[] = [
  [/^\| file \|.*(\n\|.*)+/m, tableOfFiles],
  [/^\| reason \|.*(\n\|.*)+/m, tableOfRefusals],
];

/** The README with its tables written from the catalogue. Throws if it lacks one. */
export const withTables = (readme: string): string =>
  tables.reduce((text, [table, write]) => {
    if (!table.test(text)) throw new Error(`docs/insurer/README.md has no table ${table.source}`);
    return text.replace(table, write);
  }, readme);
