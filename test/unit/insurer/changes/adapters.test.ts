import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { bucketName, startS3 } from 'template-host/testing/s3-start';
import { describe, expect, it } from 'vitest';
import type { Change } from '#shared/insurer/changes/change.ts';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { dynamoOutbox } from '#shared/insurer/changes/dynamo-outbox.ts';
import { changeFileName } from '#shared/insurer/changes/publishing.ts';
import { s3ChangeFiles } from '#shared/insurer/changes/s3-change-files.ts';
import { changeFiles, keyOfFile } from '#shared/insurer/files.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { changeKey } from '#shared/platform/tables/portal-keys.ts';
import { aChange } from '#test/builders/changes.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { publishChanges } from '../../../../functions/publish-changes/publish-changes.ts';

const keyOf = (change: Change) => keyOfFile(changeFiles, changeFileName(change));

describe('the outbox in the table', () => {
  it('R9.4 reads the oldest first, page by page, without removed changes', async () => {
    const { client, tables, put } = await aPortal();
    const changes = Array.from({ length: 450 }, (_, at) => aChange(at * 10, `P-${at}`));
    for (let at = 0; at < changes.length; at += 90)
      await transact(client, { changes: changeParts(tables.portal, changes.slice(at, at + 90)) });
    await put(tables.portal, { ...changeKey('0-broken'), type: 'unknown' });
    const outbox = dynamoOutbox(client, tables.portal);
    await outbox.remove(changes[0]?.changeId ?? '');
    await outbox.remove('never-there');
    const found = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await outbox.read(after);
      found.push(...page.waiting);
      after = page.next;
      pages++;
    } while (after !== undefined);
    expect(found).toEqual([
      { changeId: '0-broken', change: undefined },
      ...changes.slice(1).map((change) => ({ changeId: change.changeId, change })),
    ]);
    expect(pages).toBe(3);
  });
});

describe("the insurer's files", () => {
  it('R9.4 a change is written once: repeating it does not change the file', async () => {
    const { client } = await startS3();
    const files = s3ChangeFiles(client, bucketName);
    const change = aChange();
    expect(await files.publish(change)).toBe('written');
    expect(await files.publish(change)).toBe('written-before');
    const object = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: keyOf(change) }));
    const { changeId, ...content } = change;
    expect(JSON.parse((await object.Body?.transformToString()) ?? '')).toEqual({ id: changeId, ...content });
    expect(object.ContentType).toBe('application/json');
  });

  it('throws any other failure', async () => {
    const { client } = await startS3();
    await expect(s3ChangeFiles(client, 'no-such-bucket').publish(aChange())).rejects.toThrow();
  });

  it('R9.4 a run publishes all changes of the table to the bucket and empties their partition', async () => {
    const [portal, s3] = [await aPortal(), await startS3()];
    const changes = Array.from({ length: 90 }, (_, at) => aChange(at, `P-${at % 4}`));
    await transact(portal.client, { changes: changeParts(portal.tables.portal, changes) });
    const publish = publishChanges({
      outbox: dynamoOutbox(portal.client, portal.tables.portal),
      files: s3ChangeFiles(s3.client, bucketName),
      now: () => new Date('2027-02-01T00:00:00Z'),
      pause: async () => undefined,
    });
    expect(await publish()).toMatchObject({ published: 90, failed: 0 });
    expect(await portal.changes()).toEqual([]);
    const { Contents: objects = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket: bucketName }));
    expect(objects.map(({ Key }) => Key)).toEqual(changes.map(keyOf));
  });
});
