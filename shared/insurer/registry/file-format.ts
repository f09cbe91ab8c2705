import * as v from 'valibot';

/** The accepted encodings (R9.2b), by their names in TextDecoder and in the report. */
export const encodings = ['utf-8', 'windows-1250', 'iso-8859-2', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** The characters that may separate a row's columns, by their names in the report. If none fits better, the first wins. */
export const separators = { comma: ',', semicolon: ';', tab: '\t', 'vertical-bar': '|' } as const;
export type Separator = keyof typeof separators;
export const separatorNames = ['comma', 'semicolon', 'tab', 'vertical-bar'] as const satisfies readonly Separator[];

/** The form of a file as the portal recognised it; the insurer's report contains it (R9.2b). */
export const fileFormat = v.object({
  encoding: v.picklist(encodings),
  separator: v.picklist(separatorNames),
  /** No name in the file has an accent, so its persons are found without accents in all fields (R2.4). */
  unaccented: v.boolean(),
});
export type FileFormat = v.InferOutput<typeof fileFormat>;
