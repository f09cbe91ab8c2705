import { describe, expect, it } from 'vitest';
import type { Delivered, Repetition, WithdrawalOutcome } from '#shared/documents/withdrawal/withdrawal.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { withdrawDocument } from '../../../functions/withdraw-document/withdraw-document.ts';

const markedAt = new Date('2027-01-31T10:00:00Z');
const marker: UploadedObject = {
  ...{ bucket: 'documents', key: 'withdraw/P-1/bill.pdf.json', versionId: 'm-1', size: 30 },
  uploadedAt: markedAt,
};
const delivered = (documentId: string): Delivered => ({ accountId: 'a-1', documentId, sha256: 'a'.repeat(64) });
const repetition: Repetition = {
  key: 'documents/P-1/bill.pdf',
  versionId: 'v-2',
  size: 1000,
  uploadedAt: new Date('2027-01-31T10:05:00Z'),
};

type World = {
  readonly reason?: string | undefined;
  readonly delivered?: Readonly<Record<string, readonly Delivered[]>>;
  /** Documents that are gone with their account. */
  readonly gone?: readonly string[];
  readonly repeated?: Readonly<Record<string, readonly Repetition[]>>;
  readonly failing?: 'bar' | 'report';
};

/** The worker over fakes; `steps`: what it did, in order. */
function setup(world: World = {}) {
  const { delivered: found = {}, gone = [], repeated = {} } = world;
  const reason = 'reason' in world ? world.reason : 'sent by mistake';
  const steps: string[] = [];
  const reports: { name: string; outcome: WithdrawalOutcome }[] = [];
  const redelivered: UploadedObject[] = [];
  const reasons: string[] = [];
  const withdraw = withdrawDocument({
    withdrawals: {
      async bar(key, at) {
        if (world.failing === 'bar') throw new Error('the table is down');
        steps.push(`bar ${key} ${at.toISOString()}`);
      },
      async deliveredFrom(key) {
        steps.push(`search ${key}`);
        return found[key] ?? [];
      },
      async withdraw(_key, { documentId }, why) {
        steps.push(`withdraw ${documentId}`);
        reasons.push(why);
        return !gone.includes(documentId);
      },
      async repeatedAfter(key) {
        steps.push(`repetitions ${key}`);
        return repeated[key] ?? [];
      },
    },
    markers: {
      async readReason() {
        steps.push('read');
        return reason;
      },
    },
    reports: {
      async report(name, _object, outcome) {
        if (world.failing === 'report') throw new Error('S3 is down');
        reports.push({ name, outcome });
      },
    },
    redeliveries: {
      async put(object) {
        steps.push('redeliver');
        redelivered.push(object);
      },
    },
  });
  return { withdraw, steps, reports, redelivered, reasons };
}

const file = 'documents/P-1/bill.pdf';

describe('withdraw-document', () => {
  it('R6.3 withdraws every document that was delivered from the key, for the reason of the marker, and reports them', async () => {
    const { withdraw, reports, reasons } = setup({ delivered: { [file]: [delivered('d-1'), delivered('d-2')] } });
    expect(await withdraw(marker)).toBe('withdrawn');
    expect(reports).toEqual([{ name: 'P-1/bill.pdf', outcome: { state: 'withdrawn', documents: ['d-1', 'd-2'] } }]);
    expect(reasons).toEqual(['sent by mistake', 'sent by mistake']);
  });

  it('R6.3 bars the key before it searches: a delivery in between is refused or found', async () => {
    const { withdraw, steps } = setup({ delivered: { [file]: [delivered('d-1')] } });
    await withdraw(marker);
    expect(steps).toEqual([
      'read',
      `bar ${file} 2027-01-31T10:00:00.000Z`,
      `search ${file}`,
      'withdraw d-1',
      `repetitions ${file}`,
    ]);
  });

  it('R6.3 a marker without .pdf means the file with and without that ending', async () => {
    const { withdraw, steps, reports } = setup({ delivered: { [`${file}`]: [delivered('d-1')] } });
    expect(await withdraw({ ...marker, key: 'withdraw/P-1/bill.json' })).toBe('withdrawn');
    expect(steps.filter((step) => step.startsWith('search'))).toEqual([
      'search documents/P-1/bill',
      'search documents/P-1/bill.pdf',
      'search documents/P-1/bill.PDF',
    ]);
    expect(reports).toMatchObject([{ name: 'P-1/bill' }]);
  });

  it('R5.1 after the withdrawal, uploads that came after the marker and were taken for repetitions go to the delivery again', async () => {
    const { withdraw, steps, redelivered } = setup({
      ...{ delivered: { [file]: [delivered('d-1')] }, repeated: { [file]: [repetition] } },
    });
    await withdraw(marker);
    expect(redelivered).toEqual([{ bucket: 'documents', ...repetition }]);
    expect(steps.indexOf('redeliver')).toBeGreaterThan(steps.indexOf('withdraw d-1'));
  });

  it.each([
    ['nothing was delivered', {}],
    ['R11.1 its account was erased', { delivered: { [file]: [delivered('d-1')] }, gone: ['d-1'] }],
  ])('R9.5 reports that there is nothing to withdraw when %s', async (_, world) => {
    const { withdraw, steps, reports } = setup(world);
    expect(await withdraw(marker)).toBe('nothing-to-withdraw');
    expect(reports).toMatchObject([{ outcome: { state: 'refused', reason: 'nothing-to-withdraw' } }]);
    // A delivery that is still under way must be refused.
    expect(steps).toContain(`bar ${file} 2027-01-31T10:00:00.000Z`);
  });

  it.each([
    ['without a reason', marker.key, undefined],
    ['whose name does not end in .json', 'withdraw/P-1/bill.pdf', 'sent by mistake'],
    ['without a policy number', 'withdraw/bill.pdf.json', 'sent by mistake'],
  ])('R9.5 a marker %s is reported as unreadable and withdraws nothing', async (_, key, reason) => {
    const { withdraw, steps, reports } = setup({ reason, delivered: { [file]: [delivered('d-1')] } });
    expect(await withdraw({ ...marker, key })).toBe('unreadable-marker');
    expect(reports).toMatchObject([{ outcome: { state: 'refused', reason: 'unreadable-marker' } }]);
    expect(steps.filter((step) => step !== 'read')).toEqual([]);
  });

  it.each([
    ['folder', 'withdraw/P-1/'],
    ['unfinished', 'withdraw/P-1/bill.pdf.json.tmp'],
    ['unfinished', 'withdraw/P-1/.bill.pdf.json.x7Ab'],
  ])('R5.1b a %s is not a marker', async (outcome, key) => {
    const { withdraw, steps, reports } = setup();
    expect(await withdraw({ ...marker, key })).toBe(outcome);
    expect([steps, reports]).toEqual([[], []]);
  });

  it('R6.3 nothing is withdrawn or reported when the key cannot be barred: the queue repeats the marker', async () => {
    const { withdraw, steps, reports } = setup({ failing: 'bar', delivered: { [file]: [delivered('d-1')] } });
    await expect(withdraw(marker)).rejects.toThrow('the table is down');
    expect([steps, reports]).toEqual([['read'], []]);
  });

  it('R9.5 a report that cannot be written fails the message, so that it is repeated', async () => {
    const { withdraw } = setup({ failing: 'report', delivered: { [file]: [delivered('d-1')] } });
    await expect(withdraw(marker)).rejects.toThrow('S3 is down');
  });
});
