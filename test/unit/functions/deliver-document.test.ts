import { describe, expect, it } from 'vitest';
import type { Decision } from '#shared/documents/delivery/delivery.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { documentInputs } from '#test/builders/field-inputs/documents.ts';
import { aWorker, documentId, enrolment, now, object } from './deliver-document-setup.ts';

const recordedHere: Decision = { outcome: 'recorded', accountId: 'a', documentId };

describe('an undecided upload', () => {
  it('R5.1 is recorded in the enrolment’s account, announced once and marked', async () => {
    const { deliver, calls, documents, reports, mailed, marks } = aWorker();
    expect(await deliver()).toBe('announced');
    expect(documents).toMatchObject([
      { documentId, policyNumber: 'P/1', product: 'kgfb', versionId: 'v-1', title: 'Díjbekérő' },
    ]);
    expect(mailed).toEqual([{ to: 'a@example.org', tags: { document: documentId, account: 'a' } }]);
    expect(marks).toEqual(['announced a']);
    expect(reports).toEqual([]);
    // A worker that finds it recorded does not record it again.
    expect(calls.slice(-2)).toEqual(['vouchFor', 'record']);
  });

  it('R7.1a of a policy that the registry no longer has is delivered without its product', async () => {
    const { deliver, documents } = aWorker({ isPolicyKnown: false });
    expect(await deliver()).toBe('announced');
    expect(documents[0]?.product).toBeUndefined();
  });

  it.each([
    ['an unknown policy', { enrolment: undefined, isPolicyKnown: false }, 'unknown-policy'],
    ['a policy without enrolment', { enrolment: undefined }, 'policy-not-enrolled'],
    [
      'an enrolment that began after the upload',
      { enrolment: { ...enrolment, since: '2027-01-31T09:00:00.251Z' } },
      'policy-not-enrolled',
    ],
    ['an account that is closed', { isAccountActive: false }, 'policy-not-enrolled'],
    ['another customerId in the metadata', { customerId: 'C-2' }, 'customer-mismatch'],
    ['no PDF', { bytes: Buffer.alloc(600, 7) }, 'not-a-pdf'],
    ['a large file', { bytes: Buffer.alloc(10_001, 7) }, 'too-large'],
    ['an enrolment that ended meanwhile', { recording: 'not-enrolled' }, 'policy-not-enrolled'],
    ['a withdrawal that came first', { recording: 'withdrawn' }, 'withdrawn'],
  ] as const)('R9.3 %s: refused and reported', async (_, world, reason) => {
    const { deliver, calls, reports, mailed } = aWorker(world);
    expect(await deliver()).toBe(`refused-${reason}`);
    expect(calls).toContain(`refuse ${reason}`);
    expect(reports).toEqual([{ documentId, object: expect.objectContaining(object), reason, at: now }]);
    expect(mailed).toEqual([]);
  });

  it('R9.2a is not opened when its enrolment began later', async () => {
    const { deliver, calls } = aWorker({ enrolment: { ...enrolment, since: '2027-01-31T09:30:00.000Z' } });
    await deliver();
    expect(calls).not.toContain('open');
  });

  it('R5.1 is neither announced nor reported when it repeats an earlier one', async () => {
    const { deliver, reports, mailed } = aWorker({ recording: 'repeated' });
    expect(await deliver()).toBe('repeated');
    expect([reports, mailed]).toEqual([[], []]);
  });

  it('R9.3 is not reported when another worker recorded it before the refusal', async () => {
    const { deliver, reports, mailed } = aWorker({
      ...{ enrolment: undefined, decidedMeanwhile: { ...recordedHere, accountId: 'other' }, lease: 'settled' },
    });
    expect(await deliver()).toBe('announced-before');
    expect([reports, mailed]).toEqual([[], []]);
  });

  it('R9.3 is not announced when another worker refused it before the recording', async () => {
    const decidedMeanwhile = { outcome: 'refused', documentId, reason: 'policy-not-enrolled', decidedAt: now } as const;
    const { deliver, mailed } = aWorker({ recording: 'decided', decidedMeanwhile });
    expect(await deliver()).toBe('refused-policy-not-enrolled');
    expect(mailed).toEqual([]);
  });

  it('is repeated by the queue when other workers decide at the same moment', async () => {
    const { deliver, reports, mailed } = aWorker({ recording: 'decided', decidedMeanwhile: undefined });
    await expect(deliver()).rejects.toMatchObject({ name: 'Postponed', code: 'decided-meanwhile' });
    expect([reports, mailed]).toEqual([[], []]);
  });

  it('is mailed when it is already recorded in this account', async () => {
    const { deliver, calls } = aWorker({ recording: 'recorded-before' });
    expect(await deliver()).toBe('announced');
    expect(calls).toContain(`takeLease a ${documentId}`);
  });
});

describe('a recorded upload', () => {
  const decision: Decision = { ...recordedHere, accountId: 'former' };

  it('R9.2a is announced to its account, even when another customer has the policy now; neither enrolment nor file is read', async () => {
    const { deliver, calls, mailed, marks } = aWorker({ decision });
    expect(await deliver()).toBe('announced');
    expect(mailed).toEqual([{ to: 'former@example.org', tags: { document: documentId, account: 'former' } }]);
    expect(marks).toEqual(['announced former']);
    expect(calls).toEqual(['decisionOf', `takeLease former ${documentId}`, 'recipientOf former']);
  });

  it('R5.1 is never reported, even after the enrolment has ended', async () => {
    const { deliver, reports } = aWorker({ decision, enrolment: undefined });
    expect(await deliver()).toBe('announced');
    expect(reports).toEqual([]);
  });

  it('R5.1 takes two calls when it is announced', async () => {
    const { deliver, calls, mailed } = aWorker({ decision, lease: 'settled' });
    expect(await deliver()).toBe('announced-before');
    expect(calls).toHaveLength(2);
    expect(mailed).toEqual([]);
  });

  it('R5.1 is repeated by the queue while another worker sends its mail', async () => {
    const { deliver, mailed } = aWorker({ decision, lease: 'held' });
    await expect(deliver()).rejects.toMatchObject({ name: 'Postponed', code: 'lease-held' });
    expect(mailed).toEqual([]);
  });

  it.each([
    ['closed', { isAccountActive: false }],
    ['erased', { lease: 'gone' }],
  ] as const)('R11.1 is given up in an account that was %s: no mail, no report', async (_, world) => {
    const { deliver, mailed, reports } = aWorker({ decision, ...world });
    expect(await deliver()).toBe('given-up');
    expect([mailed, reports]).toEqual([[], []]);
  });

  it('is announced under the id of its recording', async () => {
    const { deliver, mailed } = aWorker({ decision: { ...decision, documentId: 'first-id' } });
    await deliver({ uploadedAt: new Date('2027-01-31T09:00:00Z') });
    expect(mailed).toMatchObject([{ tags: { document: 'first-id' } }]);
  });
});

describe('a refused upload', () => {
  const decision: Decision = {
    ...{ outcome: 'refused', documentId: 'first-id', reason: 'too-large' },
    decidedAt: new Date('2027-01-31T09:00:01Z'),
  };

  it('R9.3 stays refused, even when it could be delivered now; the same report is written again', async () => {
    const { deliver, calls, reports, mailed } = aWorker({ decision });
    expect(await deliver()).toBe('refused-too-large');
    expect(reports).toMatchObject([{ documentId: 'first-id', reason: 'too-large', at: decision.decidedAt }]);
    expect(calls).toEqual(['decisionOf']);
    expect(mailed).toEqual([]);
  });

  it('R9.3 is repeated by the queue until its report is written', async () => {
    const { deliver } = aWorker({ decision, reportFails: true });
    await expect(deliver()).rejects.toThrow('S3 is down');
  });
});

describe('R6.2 when the bytes are erased', () => {
  it.each(['documents/P/1/számla.pdf', 'documents/P/1/a.pdf.part', 'documents/P/1/', 'documents/a.pdf'])(
    'is noted of %s, whatever becomes of it',
    async (key) => {
      const { deliver, noted } = aWorker();
      await deliver({ key });
      expect(noted).toEqual(['v-1']);
    },
  );

  it('is noted again of an upload that is announced, and of one whose window has ended', async () => {
    const { deliver, noted } = aWorker({ decision: recordedHere, lease: 'settled' });
    await deliver();
    await deliver({ uploadedAt: new Date('2025-01-01T00:00:00Z') });
    expect(noted).toEqual(['v-1', 'v-1']);
  });

  it('is noted or the event comes again', async () => {
    const { deliver } = aWorker({ notingFails: true });
    await expect(deliver()).rejects.toThrow('DynamoDB is down');
    await expect(deliver({ key: 'documents/a.pdf' })).rejects.toThrow('DynamoDB is down');
  });
});

describe('an upload that needs no decision', () => {
  it('R5.1 a repetition takes one call', async () => {
    const { deliver, calls, reports } = aWorker({
      decision: { outcome: 'repeated', accountId: 'a', sha256: 'a'.repeat(64) },
      enrolment: undefined,
    });
    expect(await deliver()).toBe('repeated');
    expect(calls).toEqual(['decisionOf']);
    expect(reports).toEqual([]);
  });

  it('R6.1 an upload whose window has ended is neither delivered nor read', async () => {
    const { deliver, calls, mailed, reports } = aWorker();
    expect(await deliver({ uploadedAt: new Date('2025-12-30T09:00:00Z') })).toBe('window-ended');
    expect([calls, mailed, reports]).toEqual([[], [], []]);
  });

  it('R5.1b a folder and an unfinished upload are ignored, R9.3 a key without a policy number or with .. is reported', async () => {
    const { deliver, calls, reports } = aWorker();
    expect(await deliver({ key: 'documents/P/1/' })).toBe('folder');
    expect(await deliver({ key: 'documents/P/1/számla.pdf.filepart' })).toBe('unfinished');
    expect(await deliver({ key: 'documents/számla.pdf' })).toBe('refused-no-policy-number');
    expect(await deliver({ key: 'documents/P/../1/számla.pdf' })).toBe('refused-unfetchable-key');
    expect(reports).toMatchObject([{ reason: 'no-policy-number' }, { reason: 'unfetchable-key' }]);
    expect(calls).toEqual([]);
  });
});

describe('R9.3a an upload without bytes', () => {
  const empty = { bytes: Buffer.alloc(0) };
  const atUpload = { uploadedAt: new Date(now.getTime() - 1000) };

  it('waits for its content: file systems over S3 write a new file twice, first empty', async () => {
    const { deliver, calls, reports } = aWorker(empty);
    await expect(deliver(atUpload)).rejects.toMatchObject({ name: 'Postponed', code: 'content-may-arrive' });
    expect(calls).not.toContain('refuse empty');
    expect(reports).toEqual([]);
  });

  it('is none as soon as its content is there: nobody sends paper', async () => {
    const { deliver, calls, reports } = aWorker({ ...empty, isReplaced: true });
    expect(await deliver(atUpload)).toBe('replaced');
    expect(calls).not.toContain('refuse empty');
    expect(reports).toEqual([]);
  });

  it.each(documentInputs.emptyUploads)(
    '%i s after it, another version there: %s: %s',
    async (seconds, isReplaced, outcome) => {
      const { deliver, reports, mailed } = aWorker({ ...empty, isReplaced });
      const told = await deliver({ uploadedAt: new Date(now.getTime() - seconds * 1000) }).catch((error: unknown) =>
        error instanceof Postponed ? error.code : error,
      );
      expect(told).toBe(outcome);
      expect(reports.map(({ reason }) => reason)).toEqual(outcome === 'refused-empty' ? ['empty'] : []);
      expect(mailed).toEqual([]);
    },
  );

  it('is reported once minutes have passed', async () => {
    const { deliver, reports } = aWorker(empty);
    expect(await deliver({ uploadedAt: new Date(now.getTime() - 300_000) })).toBe('refused-empty');
    expect(reports).toMatchObject([{ reason: 'empty' }]);
  });
});

describe('R5.1 a mail that is not sent', () => {
  it.each([
    ['throttled', 'released a', 'mail-throttled'],
    ['unavailable', undefined, 'mail-outcome-unknown'],
  ] as const)('%s: the queue repeats the event', async (mail, mark, code) => {
    const { deliver, marks } = aWorker({ mail });
    await expect(deliver()).rejects.toMatchObject({ name: 'Postponed', code });
    expect(marks).toEqual(mark ? [mark] : []);
  });

  it('R9.5 rejected for good: first the report for paper and the mark on the account, last the mark on the document', async () => {
    const { deliver, marks } = aWorker({ mail: 'rejected' });
    expect(await deliver()).toBe('unannounced');
    expect(marks).toEqual(['paper', 'unreachable a', 'unannounced a']);
  });

  it('blocked, since our sender is not allowed to send: fails, and the next worker may send', async () => {
    const { deliver, marks } = aWorker({ mail: 'blocked' });
    await expect(deliver()).rejects.toMatchObject({ name: 'MailNotSent' });
    expect(marks).toEqual(['released a']);
  });
});

describe('R5.1a a mail for which the quota has no room', () => {
  it.each([
    ['as the count of all workers says', { hasQuota: false }, ['waits', 'released a']],
    ['as the mail service says', { mail: 'throttled', mailCode: 'daily-quota' }, ['used up', 'waits', 'released a']],
  ] as const)('waits, %s; the document is recorded, and the queue is done with it', async (_, world, marks) => {
    const worker = aWorker(world);
    expect(await worker.deliver()).toBe('mail-waits');
    expect(worker.documents).toMatchObject([{ documentId }]);
    expect(worker.waiting).toEqual([{ documentId, object: expect.objectContaining(object) }]);
    expect(worker.marks).toEqual(marks);
    expect(worker.mailed).toEqual([]);
  });

  it('waits under the id of its recording, and the file is not read again', async () => {
    const decision: Decision = { ...recordedHere, documentId: 'first-id' };
    const { deliver, waiting, calls } = aWorker({ decision, hasQuota: false });
    expect(await deliver()).toBe('mail-waits');
    expect(waiting).toMatchObject([{ documentId: 'first-id', object }]);
    expect(calls).not.toContain('open');
  });

  it('keeps its lease and fails when it cannot be put on the list: the queue repeats the event', async () => {
    const { deliver, marks } = aWorker({ hasQuota: false, waitingFails: true });
    await expect(deliver()).rejects.toThrow('DynamoDB is down');
    expect(marks).toEqual([]);
  });
});
