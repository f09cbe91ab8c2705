/** What a person may put into a bucket of the stack on the control page, and a program with POST /_local/upload. */
export type DropZone = {
  /** The output of the stack that names the bucket. */
  readonly output: string;
  /** The heading of its part of the page. */
  readonly title: string;
  readonly uploads: readonly Upload[];
};

export type Upload = {
  /** What the key of such a file begins with, its slash included. No other key is taken. */
  readonly prefix: string;
  /** Its form on the page; only programs upload it where this is left out. */
  readonly form?: {
    readonly title: string;
    /** The label of a field that names a folder under the prefix. */
    readonly folder?: string;
    /** The label of the file. */
    readonly file: string;
    /** Which files the form offers, as the `accept` of HTML's file field. */
    readonly accept: string;
  };
};

const orList = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** @throws Error for a key that the drop zone does not take. */
export function requireKey({ uploads }: DropZone, key: string): string {
  const prefixes = uploads.map(({ prefix }) => prefix);
  if (prefixes.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)) return key;
  throw new Error(`key must begin with ${orList.format(prefixes)}`);
}
