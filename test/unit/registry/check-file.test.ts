import { describe, expect, it } from 'vitest';
import { csvFile, csvLine, inPieces } from '#test/builders/registry.ts';
import { checkFile } from '../../../bin/registry/check-file.ts';
import { describeCheck } from '../../../bin/registry/describe-check.ts';
import { generateFile, generateRows } from '../../../bin/registry/generated-rows.ts';

const check = async (content: string | Uint8Array) => checkFile(inPieces(content, 4096));

describe('check-registry', () => {
  it('reports the rows that the import would reject, by line and reason', async () => {
    const found = await check(csvFile(csvLine(), 'a,b', csvLine(), csvLine({ policyNumber: 'P-2', customerId: 'C2' })));
    expect(found).toMatchObject({ counts: { rows: 4, written: 2, rejectedCount: 2, severalCustomerIds: [5] } });
    const text = describeCheck('a.csv', found);
    for (const part of ['4 rows, 2 good, 2 would', 'line 3: wrong-column-count', 'line 4: duplicate-policy-number'])
      expect(text).toContain(part);
  });

  it('reports why the whole file would be refused', async () => {
    const found = await check(csvFile(csvLine()).replaceAll(',', ';'));
    expect(found.refused).toBe('not-comma-separated');
    expect(describeCheck('a.csv', found)).toContain('commas');
  });
});

describe('generated registry files', () => {
  it('hold as many good rows as asked for, the same for the same seed', async () => {
    const generation = { rows: 2500, seed: 7 };
    const content = Buffer.concat([...generateFile(generation)]);
    expect((await check(content)).counts).toMatchObject({ rows: 2500, written: 2500, rejectedCount: 0 });
    expect(Buffer.concat([...generateFile(generation)]).equals(content)).toBe(true);
    expect(Buffer.concat([...generateFile({ ...generation, seed: 8 })]).equals(content)).toBe(false);
  });

  it('differ in exactly as many rows as asked for', () => {
    const plain = [...generateRows({ rows: 1030, seed: 1 })];
    const changed = [...generateRows({ rows: 1030, seed: 1, changed: 100 })];
    expect(changed.filter((line, at) => line !== plain[at])).toHaveLength(100);
  });
});
