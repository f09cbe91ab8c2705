import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { hadBegun, type NewDocument } from '#shared/documents/delivery/delivery.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { aDocument } from '#test/builders/document.ts';
import { beforeTransaction } from '#test/support/interleaving.ts';
import { portalTables } from '#test/support/portal-tables.ts';

const uploadedAt = new Date('2027-01-31T09:00:00.250Z');
const msLater = (ms: number) => new Date(uploadedAt.getTime() + ms);
const enrolment = { policyNumber: 'P-1', accountId: 'sub-1', customerId: 'C-1', since: '2027-01-01T09:00:00.000Z' };

const newDocument = (over: Partial<NewDocument> = {}): NewDocument => {
  const { state: _, ...document } = aDocument({ uploadedAt, ...over });
  return document;
};
const uploadOf = (document: NewDocument) => ({ ...document, bucket: 'documents' });

async function setup() {
  const { client } = await portalTables();
  const put = (item: object) => client.send(new PutItemCommand({ TableName: 'Portal', Item: toItem(item) }));
  await put({ ...enrolmentKey('P-1'), ...enrolment });
  for (const accountId of ['sub-1', 'sub-2']) await put({ ...accountKey(accountId), ...anAccount() });
  const deliveries = dynamoDeliveries(client, { portal: 'Portal', registry: 'Registry' });
  const withdrawals = dynamoWithdrawals(client, 'Portal');
  return {
    ...{ client, put, deliveries, withdrawals },
    record: (document: NewDocument) => deliveries.record(document, enrolment, msLater(100)),
    decisionOf: (document: NewDocument) => deliveries.decisionOf(uploadOf(document)),
    refuse: (document: NewDocument) => deliveries.refuse(uploadOf(document), 'policy-not-enrolled', msLater(100)),
    async withdrawAll({ key }: NewDocument, at: Date) {
      await withdrawals.bar(key, at);
      for (const each of await withdrawals.deliveredFrom(key, at))
        await withdrawals.withdraw(key, each, 'mis-sent', at);
    },
  };
}

const first = newDocument();
const second = newDocument({ uploadedAt: msLater(60_000), versionId: 'v-2' });
const recorded = { outcome: 'recorded', accountId: 'sub-1', documentId: first.documentId };
const refused = {
  ...{ outcome: 'refused', documentId: first.documentId, reason: 'policy-not-enrolled' },
  decidedAt: msLater(100),
};

describe('R9.3 an upload is recorded or refused, never both', () => {
  it('a recorded upload cannot be refused', async () => {
    const { record, refuse, decisionOf } = await setup();
    expect(await decisionOf(first)).toBeUndefined();
    expect(await record(first)).toBe('recorded');
    expect(await refuse(first)).toEqual(recorded);
    expect(await decisionOf(first)).toEqual(recorded);
  });

  it('a refused upload cannot be recorded, and keeps its first reason', async () => {
    const { record, refuse, decisionOf, deliveries } = await setup();
    expect(await refuse(first)).toEqual(refused);
    expect(await record(first)).toBe('decided');
    expect(await deliveries.refuse(uploadOf(first), 'not-a-pdf', msLater(9000))).toEqual(refused);
    expect(await decisionOf(first)).toEqual(refused);
  });

  it('of many workers at once one decides', async () => {
    const { record, refuse } = await setup();
    const [recording, ...refusals] = await Promise.all([record(first), refuse(first), refuse(first)]);
    const outcomes = refusals.map((decision) => decision?.outcome);
    expect([recording, ...outcomes]).toEqual(
      recording === 'recorded' ? ['recorded', 'recorded', 'recorded'] : ['decided', 'refused', 'refused'],
    );
  });

  it("the version identifies a restore's replay, whose time from S3 is in whole seconds", async () => {
    const { record, decisionOf } = await setup();
    await record(first);
    const replayed = newDocument({ uploadedAt: new Date('2027-01-31T09:00:00Z') });
    expect(replayed.documentId).not.toBe(first.documentId);
    expect(await decisionOf(replayed)).toEqual(recorded);
    // Another upload to the same key is another decision.
    expect(await decisionOf({ ...second, sha256: 'b'.repeat(64) })).toBeUndefined();
  });

  it('each upload has a decision of its own, also in a bucket without versions', async () => {
    const { record, decisionOf } = await setup();
    await record(newDocument({ versionId: 'null' }));
    expect(await decisionOf({ ...second, versionId: 'null' })).toBeUndefined();
  });
});

describe('R9.2a the enrolment at the upload', () => {
  it.each([
    ['in the very millisecond', '2027-01-31T09:00:00.250Z', true],
    ['a millisecond later', '2027-01-31T09:00:00.251Z', false],
  ])('beginning %s: %s', (_, since, begun) => {
    expect(hadBegun({ since }, uploadedAt)).toBe(begun);
  });

  it.each([
    ['within its second', '2027-01-31T09:00:00.999Z', true],
    ['in the next second', '2027-01-31T09:00:01.000Z', false],
  ])('of an upload whose time is in whole seconds, beginning %s: %s', (_, since, begun) => {
    expect(hadBegun({ since }, new Date('2027-01-31T09:00:00Z'))).toBe(begun);
  });

  it('an enrolment that ended and began again is another one', async () => {
    const { record, put, decisionOf } = await setup();
    await put({ ...enrolmentKey('P-1'), ...enrolment, since: msLater(50).toISOString() });
    expect(await record(first)).toBe('not-enrolled');
    expect(await decisionOf(first)).toBeUndefined();
  });
});

describe('R5.1 a repetition', () => {
  it('is noted, and a second event of it is not reported, even when another customer has the policy then', async () => {
    const { record, refuse, put, decisionOf } = await setup();
    await record(first);
    expect(await record(second)).toBe('repeated');
    await put({ ...enrolmentKey('P-1'), ...enrolment, accountId: 'sub-2' });
    expect(await decisionOf(second)).toMatchObject({ outcome: 'repeated', accountId: 'sub-1' });
    expect(await refuse(second)).toMatchObject({ outcome: 'repeated' });
  });

  it('R6.3 of a withdrawn document is decided again: recorded, or refused when the enrolment has ended', async () => {
    for (const how of ['record', 'refuse'] as const) {
      const { record, refuse, withdrawAll, decisionOf } = await setup();
      await record(first);
      await record(second);
      await withdrawAll(first, msLater(30_000));
      expect(await decisionOf(second)).toBeUndefined();
      if (how === 'record') expect(await record(second)).toBe('recorded');
      else expect(await refuse(second)).toMatchObject({ outcome: 'refused' });
      expect(await decisionOf(second)).toMatchObject({ outcome: how === 'record' ? 'recorded' : 'refused' });
      expect(await record(second)).toBe(how === 'record' ? 'recorded-before' : 'decided');
    }
  });

  it('R11.1 of a withdrawn document is recorded for no other account: cancelling the first would erase its bytes', async () => {
    const { put, deliveries, record, withdrawAll } = await setup();
    await record(first);
    await record(second);
    await withdrawAll(first, msLater(30_000));
    const others = { ...enrolment, accountId: 'sub-2' };
    await put({ ...enrolmentKey('P-1'), ...others });
    expect(await deliveries.record(second, others, msLater(99_000))).toBe('decided');
    await put({ ...enrolmentKey('P-1'), ...enrolment });
    expect(await record(second)).toBe('recorded');
  });

  it('of a withdrawn document is not refused when a third upload of the file is delivered meanwhile', async () => {
    const { client, record, withdrawAll, decisionOf } = await setup();
    await record(first);
    await record(second);
    await withdrawAll(first, msLater(30_000));
    const third = newDocument({ uploadedAt: msLater(90_000), versionId: 'v-3' });
    const slow = dynamoDeliveries(
      beforeTransaction(1, client, async () => expect(await record(third)).toBe('recorded')),
      { portal: 'Portal', registry: 'Registry' },
    );
    expect(await slow.refuse(uploadOf(second), 'policy-not-enrolled', msLater(99_000))).toMatchObject({
      outcome: 'repeated',
    });
    expect(await decisionOf(second)).toMatchObject({ outcome: 'repeated' });
  });

  it('is found by the withdrawal: of each file the first one after the marker', async () => {
    const { record, withdrawals } = await setup();
    await record(first);
    const later = [90_000, 30_000, 60_000].map((ms) => newDocument({ uploadedAt: msLater(ms), versionId: `v-${ms}` }));
    for (const each of later) expect(await record(each)).toBe('repeated');
    const found = (ms: number) => withdrawals.repeatedAfter(first.key, msLater(ms));
    const as = (ms: number) => [{ key: first.key, versionId: `v-${ms}`, size: 1000, uploadedAt: msLater(ms) }];
    expect(await found(10_000)).toEqual(as(30_000));
    expect(await found(30_000)).toEqual(as(60_000));
    expect(await found(90_000)).toEqual([]);
  });

  it('lets no item grow, however often an uploader repeats a file', async () => {
    const { record, withdrawals } = await setup();
    await record(first);
    for (let time = 1; time <= 120; time++)
      await record(newDocument({ uploadedAt: msLater(time * 1000), versionId: `v-${time}` }));
    expect(await withdrawals.deliveredFrom(first.key, msLater(200_000))).toHaveLength(1);
    expect(await withdrawals.repeatedAfter(first.key, msLater(0))).toHaveLength(1);
  });
});
