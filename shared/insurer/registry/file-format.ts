import * as v from 'valibot';

/** The encodings that are taken (R9.2b), by the names that TextDecoder and the report have for them. */
export const encodings = ['utf-8', 'windows-1250', 'iso-8859-2', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** The characters that may part a row's columns, by their names in the report; the first wins where none fits better. */
export const separators = { comma: ',', semicolon: ';', tab: '\t', 'vertical-bar': '|' } as const;
export type Separator = keyof typeof separators;
export const separatorNames = ['comma', 'semicolon', 'tab', 'vertical-bar'] as const satisfies readonly Separator[];

/** How a file is written, as the portal recognised it; the insurer's report says it (R9.2b). */
export const fileFormat = v.object({
  encoding: v.picklist(encodings),
  separator: v.picklist(separatorNames),
  /** No name in the file has an accent: its persons are found without accents in all fields (R2.4). */
  unaccented: v.boolean(),
});
export type FileFormat = v.InferOutput<typeof fileFormat>;
