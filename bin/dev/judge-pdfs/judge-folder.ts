import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
import { readersOf } from './readers.ts';

/** Bytes; the default of the setting `largestDocument`. */
const largest = 25 * 1024 * 1024;
const places = 10;

export type Judged = {
  readonly files: number;
  /** How many files got which verdict; `whole`: delivered. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly refused: readonly { readonly file: string; readonly verdict: string; readonly shownBy: readonly string[] }[];
  /** How many cut files were judged, and which ones would be delivered. */
  readonly cuts: number;
  readonly deliveredCuts: readonly string[];
};

async function judge(bytes: Buffer): Promise<string> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  const inspected = await inspectPdf(pieces(), largest);
  return inspected.genuinePdf ? 'whole' : inspected.reason;
}

/** Where the file's structure ends: behind the last offset, else before the last end mark. What follows may be cut off. */
function structureEnd(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref');
  if (at < 0) return bytes.lastIndexOf('%%EOF');
  return at + (/^startxref\s+\d+/.exec(bytes.subarray(at, at + 64).toString('latin1'))?.[0].length ?? 0);
}

/** Whether a file that is cut at a place is an earlier revision, byte by byte: nobody can tell that something followed. */
const isRevision = (bytes: Buffer, at: number) =>
  /startxref\s+\d+[%EOF\s]*$/.test(bytes.toString('latin1', Math.max(0, at - 200), at)) &&
  !/^\d\d/.test(bytes.toString('latin1', at - 1, at + 1));

/**
 * Judges every PDF below a folder by the delivery's own code, as it is and cut at ten places before its end. Asks the readers on this
 * machine about each file that would be refused as `truncated` or `not-a-pdf`.
 */
export async function judgeFolder(folder: string): Promise<Judged> {
  const readers = await readersOf();
  const files = globSync('**/*.{pdf,PDF}', { cwd: folder }).sort();
  const verdicts: Record<string, number> = {};
  const refused = [];
  const deliveredCuts: string[] = [];
  let cuts = 0;
  for (const file of files) {
    const path = join(folder, file);
    const bytes = await readFile(path);
    const verdict = await judge(bytes);
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    if (verdict === 'truncated' || verdict === 'not-a-pdf')
      refused.push({ file, verdict, shownBy: await readers.showing(path) });
    const end = structureEnd(bytes);
    for (let place = 1; place <= places; place++) {
      const cut = bytes.subarray(0, Math.floor((end * place) / (places + 1)));
      if (cut.length === 0 || isRevision(bytes, cut.length)) continue;
      cuts++;
      if ((await judge(cut)) === 'whole') deliveredCuts.push(`${file}, cut at ${cut.length} of ${bytes.length} bytes`);
    }
  }
  return { files: files.length, verdicts, refused, cuts, deliveredCuts };
}

/** What must not be: a file refused that two readers show whole, and a cut one delivered. */
export const describeFaults = ({ refused, deliveredCuts }: Judged): string[] => [
  ...refused.filter(({ shownBy }) => shownBy.length >= 2).map(({ file }) => `refused: ${file}`),
  ...deliveredCuts.map((cut) => `delivered: ${cut}`),
];
