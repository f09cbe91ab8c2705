/** The files that a person may put into a bucket of the stack on the control page, and a program with POST /_local/upload. */
export type DropZone = {
  /** The output of the stack that names the bucket. */
  readonly output: string;
  /** The heading of its part of the page. */
  readonly title: string;
  readonly uploads: readonly Upload[];
};

export type Upload = {
  /** The beginning of such a file's key, with its slash. No other key is accepted. */
  readonly prefix: string;
  /** Its form on the page; without it, only programs can upload. */
  readonly form?: UploadForm;
};

type UploadForm = {
  readonly title: string;
  /** A field that names a folder under the prefix, and what it suggests. */
  readonly folder?: { readonly label: string; readonly suggestions?: readonly string[] };
  /** The object's metadata that a person chooses. */
  readonly metadata?: { readonly name: string; readonly label: string; readonly choices: readonly string[] };
} & (
  | {
      /** The label of the file. */
      readonly file: string;
      /** Which files the form offers, as the `accept` of HTML's file field. */
      readonly accept: string;
    }
  | {
      /** In place of a file: a JSON object, by the labels of its fields; `named` is the label of its name without `.json`. */
      readonly json: { readonly named: string; readonly fields: Readonly<Record<string, string>> };
    }
);

const orList = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/**
 * Returns the key if the drop zone accepts it.
 *
 * @throws Error for any other key
 */
export function requireKey({ uploads }: DropZone, key: string): string {
  const prefixes = uploads.map(({ prefix }) => prefix);
  if (prefixes.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)) return key;
  throw new Error(`key must begin with ${orList.format(prefixes)}`);
}
