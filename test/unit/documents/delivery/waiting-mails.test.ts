import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import { dynamoWaitingMails } from '#shared/documents/delivery/dynamo-waiting-mails.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { waitingMailKey } from '#shared/platform/tables/portal-keys.ts';
import { portalTables } from '#test/support/portal-tables.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { releaseMails } from '../../../../functions/deliver-document/release-mails.ts';

const now = new Date('2027-02-01T10:00:00Z');

/** A list in the table, and what a run hands back. */
async function aList(left: number) {
  const { client } = await portalTables();
  let turns = 0;
  const waiting = dynamoWaitingMails(client, 'Portal', () => `turn-${++turns}`);
  const handedBack: UploadedObject[] = [];
  const meanwhile: (() => Promise<void>)[] = [];
  const release = releaseMails({
    waiting,
    allowance: { left: async () => left },
    redeliveries: {
      async put(object) {
        handedBack.push(object);
        await meanwhile.shift()?.();
      },
    },
    mostPerRun: 150,
    now: () => now,
  });
  /** Lets the mail about the document of that second of the day before wait. */
  async function letWait(second: number) {
    const uploadedAt = new Date(Date.parse('2027-01-31T10:00:00Z') + second * 1000);
    const object = { bucket: 'b', key: `documents/P/1/${second}.pdf`, versionId: `v-${second}`, size: 9, uploadedAt };
    const documentId = documentIdOf(object);
    await waiting.put(documentId, object);
    return { documentId, object };
  }
  const waitingIds = async () => (await waiting.read(undefined)).waiting.map(({ documentId }) => documentId);
  return { client, waiting, release, letWait, waitingIds, handedBack, meanwhile };
}

describe('R5.1a a mail that waits', () => {
  it('is handed back as the upload that it is about, once, however often it was put', async () => {
    const { release, letWait, waitingIds, handedBack } = await aList(10);
    const { object } = await letWait(1);
    await letWait(1);
    expect(await release()).toEqual({ released: 1, unreadable: 0, oldestWaitingSeconds: 0 });
    expect(handedBack).toEqual([object]);
    expect(await waitingIds()).toEqual([]);
    expect(await release()).toEqual({ released: 0, unreadable: 0, oldestWaitingSeconds: 0 });
  });

  it('goes before later documents, and no more go than the quota has room for', async () => {
    const { release, letWait, handedBack } = await aList(2);
    for (const second of [30, 10, 20]) await letWait(second);
    expect(await release()).toEqual({ released: 2, unreadable: 0, oldestWaitingSeconds: 24 * 3600 - 30 });
    expect(handedBack.map(({ versionId }) => versionId)).toEqual(['v-10', 'v-20']);
  });

  it('stays while the quota has no room', async () => {
    const { release, letWait, waitingIds, handedBack } = await aList(0);
    const { documentId } = await letWait(0);
    expect(await release()).toEqual({ released: 0, unreadable: 0, oldestWaitingSeconds: 24 * 3600 });
    expect([await waitingIds(), handedBack]).toEqual([[documentId], []]);
  });

  it('stays when it begins to wait again before the run that handed it back has taken it off', async () => {
    const { release, letWait, waitingIds, meanwhile } = await aList(10);
    const { documentId } = await letWait(1);
    meanwhile.push(async () => void (await letWait(1)));
    await release();
    expect(await waitingIds()).toEqual([documentId]);
  });

  it('goes out page after page, as many as a run manages', async () => {
    const { release, letWait, handedBack } = await aList(1000);
    for (let second = 0; second < 160; second++) await letWait(second);
    expect(await release()).toMatchObject({ released: 150 });
    expect(await release()).toMatchObject({ released: 10 });
    expect(new Set(handedBack.map(({ versionId }) => versionId)).size).toBe(160);
  });

  it('that cannot be read stays, is reported, and delays no other', async () => {
    const { client, release, letWait, handedBack } = await aList(10);
    const Item = toItem({ ...waitingMailKey('0000000000'), turn: 1 });
    await client.send(new PutItemCommand({ TableName: 'Portal', Item }));
    await letWait(1);
    const written = writtenLog();
    expect(await release()).toMatchObject({ released: 1, unreadable: 1 });
    expect(written.lines()).toMatchObject([{ level: 'error', message: 'item-unreadable', documentId: '0000000000' }]);
    expect(handedBack).toHaveLength(1);
  });
});
