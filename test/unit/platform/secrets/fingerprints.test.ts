import { describe, expect, it } from 'vitest';
import { dynamoFingerprints } from '#shared/platform/secrets/dynamo-fingerprints.ts';
import { checkFingerprints, keepFingerprints, SecretReplaced } from '#shared/platform/secrets/fingerprints.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import { portalTables } from '#test/support/portal-tables.ts';

const [first, second] = [
  { version: '1', secret: 'a'.repeat(64) },
  { version: '2', secret: 'b'.repeat(64) },
];

async function theTable() {
  const { client } = await portalTables();
  return dynamoFingerprints(client, 'Portal');
}

describe('the pseudonym secret', () => {
  it('may be read again and again, and rotated in all its steps', async () => {
    const kept = await theTable();
    const steps = [
      { ...first, others: [] },
      { ...first, others: [second] },
      { ...second, others: [first] },
      { ...second, others: [] },
    ];
    for (const step of [...steps, ...steps]) {
      await checkFingerprints(step, kept);
      await keepFingerprints(step, kept);
    }
  });

  it('is refused with another value of the same version, current or not', async () => {
    const kept = await theTable();
    await keepFingerprints({ ...first, others: [second] }, kept);
    const other = { version: '1', secret: 'c'.repeat(64) };
    await expect(checkFingerprints({ ...other, others: [] }, kept)).rejects.toThrow(SecretReplaced);
    await expect(keepFingerprints({ ...other, others: [] }, kept)).rejects.toThrow(SecretReplaced);
    await expect(checkFingerprints({ ...second, others: [other] }, kept)).rejects.toThrow(/Version 1 /);
    await checkFingerprints({ ...first, others: [] }, kept);
  });

  it('of many imports that start at once with two values only one is taken', async () => {
    const kept = await theTable();
    const values = Array.from({ length: 20 }, (_, at) => ({ version: '1', secret: (at % 2 ? 'a' : 'b').repeat(64) }));
    const outcomes = await Promise.allSettled(values.map((value) => keepFingerprints({ ...value, others: [] }, kept)));
    const taken = outcomes.map(({ status }, at) => (status === 'fulfilled' ? at % 2 : undefined));
    expect(taken.filter((one) => one !== undefined)).toHaveLength(10);
    expect(new Set(taken.filter((one) => one !== undefined)).size).toBe(1);
  });

  it('R5.1a counts as the same while the table is busy, and as unknown when the table fails otherwise', async () => {
    const failing = (error: Error) => ({
      find: async () => Promise.reject(error),
      keep: async () => Promise.reject(error),
    });
    const busy = failing(new TableBusy(new Error('throttled')));
    await checkFingerprints({ ...first, others: [second] }, busy);
    await keepFingerprints({ ...first, others: [] }, busy);
    await expect(checkFingerprints({ ...first, others: [] }, failing(new Error('refused')))).rejects.toThrow('refused');
  });

  it('is not shown by its fingerprint', async () => {
    const asked: string[] = [];
    await keepFingerprints(
      { ...first, others: [] },
      {
        async keep(version, fingerprint) {
          asked.push(version, fingerprint);
          return fingerprint;
        },
      },
    );
    expect(asked).toEqual(['1', expect.stringMatching(/^[\w-]{43}$/)]);
    expect(asked.join()).not.toContain('aaaa');
  });
});
