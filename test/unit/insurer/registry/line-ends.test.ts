import { describe, expect, it } from 'vitest';
import { readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import { aFile, csvHeader, csvLine } from '#test/builders/registry.ts';
import { checkFile } from '../../../../bin/registry/check-file.ts';

async function read(content: string, pieceSize: number) {
  const { placedRows } = await readRegistryFile(aFile(content, pieceSize));
  const rows = [];
  for await (const some of placedRows) rows.push(...some);
  return rows;
}

describe('R9.2 rows with several line ends in one file are rows, each with its line', () => {
  const row = (n: number, changes: Readonly<Record<string, string>> = {}) =>
    csvLine({ policyNumber: `P-${n}`, customerId: `C${n}`, ...changes });
  const broken = `${row(5)},more`;
  const rowsOf = (...whats: readonly string[]) => whats.map((what, at) => [at + 2, what]);
  it.each<[what: string, content: string, rows: unknown[][]]>([
    [
      'LF, then CR',
      `${csvHeader}\n${row(1)}\n${row(2)}\n${row(3)}\r${row(4)}\r${broken}\r${row(6)}\r`,
      rowsOf('P-1', 'P-2', 'P-3', 'P-4', 'wrong-column-count', 'P-6'),
    ],
    ['LF, and one row with CR', `${csvHeader}\n${row(1)}\r${row(2)}\n${row(3)}\n`, rowsOf('P-1', 'P-2', 'P-3')],
    ['CR, then LF', `${csvHeader}\r${row(1)}\n${row(2)}\n${row(3)}\n`, rowsOf('P-1', 'P-2', 'P-3')],
    ['CR, then CRLF', `${csvHeader}\r${row(1)}\r${row(2)}\r\n${row(3)}\r\n`, rowsOf('P-1', 'P-2', 'P-3')],
    [
      'LF, and CR in a quoted cell',
      `${csvHeader}\n${row(1, { birthPlace: 'Győr\ralsó' })}\n${row(2)}\r${row(3)}\n`,
      rowsOf('P-1', 'P-2', 'P-3'),
    ],
    [
      'LF, and CR before and behind an open quote',
      `${csvHeader}\n${row(1)}\r"P-2,x\r${row(3)}\n${row(4)}\n`,
      rowsOf('P-1', 'broken-quotes', 'P-3', 'P-4'),
    ],
  ])('%s', async (_what, content, rows) => {
    for (const pieceSize of [1, 7, 100_000]) {
      const found = await read(content, pieceSize);
      expect(found.map((one) => [one.line, 'row' in one ? one.row.policyNumber : one.reason])).toEqual(rows);
    }
    expect((await checkFile(aFile(content))).counts.rows).toBe(rows.length);
  });

  it('many of each kind, more than a line may be long', async () => {
    const rows = Array.from({ length: 16_000 }, (_, n) => row(n));
    for (const [one, other] of [
      ['\n', '\r'],
      ['\r', '\n'],
    ] as const) {
      const content = [csvHeader, ...rows.slice(0, 2_000)].join(one) + one + rows.slice(2_000).join(other);
      const found = await read(content, 64 * 1024);
      expect(found.filter((each) => 'row' in each)).toHaveLength(rows.length);
      expect(found.at(-1)).toMatchObject({ line: rows.length + 1 });
    }
  });
});
