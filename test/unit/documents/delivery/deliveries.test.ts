import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { NewDocument } from '#shared/documents/delivery/delivery.ts';
import { repetitionWindow, sendingLease } from '#shared/documents/delivery/delivery.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoDocuments } from '#shared/documents/reading/dynamo-documents.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import { outcomeWait } from '#shared/messages/mail/mail.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { aDocument } from '#test/builders/document.ts';
import { portalTables } from '#test/support/portal-tables.ts';

const enrolment = { policyNumber: 'P-1', accountId: 'sub-1', customerId: 'C-1', since: '2027-01-01T09:00:00.000Z' };
const uploadedAt = new Date('2027-01-31T09:00:00Z');
const msLater = (ms: number) => new Date(uploadedAt.getTime() + ms);

async function setup() {
  const { client } = await portalTables();
  const put = (item: object) => client.send(new PutItemCommand({ TableName: 'Portal', Item: toItem(item) }));
  await put({ ...enrolmentKey('P-1'), ...enrolment });
  await put({ ...accountKey('sub-1'), ...anAccount() });
  const deliveries = dynamoDeliveries(client, { portal: 'Portal', registry: 'Registry' });
  return {
    ...{ put, deliveries },
    withdrawals: dynamoWithdrawals(client, 'Portal'),
    record: (document: NewDocument, now: Date) => deliveries.record(document, enrolment, now),
    takeLease: (document: NewDocument, now: Date) => deliveries.takeLease('sub-1', document.documentId, now),
    stateOf: async ({ documentId }: NewDocument) =>
      (await dynamoDocuments(client, 'Portal').find('sub-1', documentId))?.state,
  };
}

const newDocument = (over: Partial<NewDocument> = {}): NewDocument => {
  const { state: _, ...document } = aDocument({ uploadedAt, ...over });
  return document;
};

describe('the lease', () => {
  it('R5.1 of a dead worker is taken over once, and not before the event of its mail would have come', async () => {
    const { record, takeLease } = await setup();
    const document = newDocument();
    expect(await record(document, msLater(0))).toBe('recorded');
    expect(await record(document, msLater(1))).toBe('recorded-before');
    const free = sendingLease + outcomeWait;
    expect(await takeLease(document, msLater(free - 1))).toBe('held');
    expect(await takeLease(document, msLater(free))).toEqual({ kind: 'invoice' });
    expect(await takeLease(document, msLater(free))).toBe('held');
  });

  it('R5.1 of a mail that was certainly not sent is free at once; the mark “announced” ends it for every worker', async () => {
    const { record, takeLease, deliveries } = await setup();
    const document = newDocument();
    await record(document, msLater(0));
    await deliveries.releaseLease('sub-1', document.documentId);
    expect(await takeLease(document, msLater(1))).toEqual({ kind: 'invoice' });
    await deliveries.markAnnounced('sub-1', document.documentId, msLater(2));
    expect(await takeLease(document, msLater(3_600_000))).toBe('settled');
  });

  it('R11.1 of an erased document does not exist', async () => {
    const { takeLease } = await setup();
    expect(await takeLease(newDocument(), msLater(0))).toBe('gone');
  });
});

describe('one document', () => {
  it("R5.1 the same file at the same key within a day is an uploader's retry, a day later a new document", async () => {
    const { record } = await setup();
    await record(newDocument(), msLater(0));
    const again = (ms: number) => newDocument({ uploadedAt: msLater(ms), versionId: `v-${ms}` });
    expect(await record(again(repetitionWindow - 1), msLater(1))).toBe('repeated');
    expect(await record(again(repetitionWindow), msLater(1))).toBe('recorded');
    expect(await record(newDocument({ key: 'documents/P-1/other.pdf', versionId: 'v-2' }), msLater(1))).toBe(
      'recorded',
    );
  });

  it('nothing is recorded in the old account once another customer has enrolled the policy', async () => {
    const { record, put, stateOf } = await setup();
    await put({ ...enrolmentKey('P-1'), ...enrolment, accountId: 'sub-2' });
    expect(await record(newDocument(), msLater(0))).toBe('not-enrolled');
    expect(await stateOf(newDocument())).toBeUndefined();
  });

  it('R11.1 a closed account gets no document', async () => {
    const { put, deliveries } = await setup();
    expect(await deliveries.recipientOf('sub-1')).toMatchObject({ email: 'anna@example.org' });
    await put({ ...accountKey('sub-1'), ...anAccount(), state: 'closed' });
    expect(await deliveries.recipientOf('sub-1')).toBeUndefined();
  });
});

describe('R6.3 a withdrawal', () => {
  it('bars every earlier upload, however late its delivery, and no later upload', async () => {
    const { record, withdrawals, stateOf } = await setup();
    const document = newDocument();
    await withdrawals.bar(document.key, msLater(1000));
    expect(await record(document, msLater(2000))).toBe('withdrawn');
    expect(await stateOf(document)).toBeUndefined();
    expect(await record(newDocument({ uploadedAt: msLater(1001), versionId: 'v-2' }), msLater(2000))).toBe('recorded');
  });

  it('finds every document of its key, also in other accounts, and no later one', async () => {
    const { record, withdrawals } = await setup();
    const [first, second, later] = [0, repetitionWindow, 3 * repetitionWindow].map((ms) =>
      newDocument({ uploadedAt: msLater(ms), versionId: `v-${ms}` }),
    );
    if (!first || !second || !later) throw new Error('three documents');
    for (const document of [first, second, later]) await record(document, msLater(0));
    const found = await withdrawals.deliveredFrom(first.key, msLater(2 * repetitionWindow));
    expect(found.map(({ documentId }) => documentId).sort()).toEqual([first.documentId, second.documentId].sort());
  });

  it('stops a mail that is not sent yet, and a duplicate event does not undo it', async () => {
    const { record, takeLease, withdrawals, deliveries, stateOf } = await setup();
    const document = newDocument();
    await record(document, msLater(0));
    const [delivered] = await withdrawals.deliveredFrom(document.key, msLater(1000));
    if (!delivered) throw new Error('nothing was found');
    expect(await withdrawals.withdraw(document.key, delivered, 'mis-sent', msLater(1000))).toBe(true);
    expect(await withdrawals.withdraw(document.key, delivered, 'mis-sent', msLater(1000))).toBe(true);
    expect(await record(document, msLater(3_600_000))).toBe('recorded-before');
    expect(await takeLease(document, msLater(3_600_000))).toBe('settled');
    await deliveries.markAnnounced('sub-1', document.documentId, msLater(3_600_000));
    expect(await stateOf(document)).toBe('withdrawn');
  });

  it('of a document that was erased with its account changes nothing', async () => {
    const { withdrawals } = await setup();
    const gone = { accountId: 'sub-9', documentId: newDocument().documentId, sha256: 'a'.repeat(64) };
    expect(await withdrawals.withdraw('documents/P-1/x.pdf', gone, 'mis-sent', msLater(0))).toBe(false);
  });
});
