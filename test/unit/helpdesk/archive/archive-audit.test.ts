import { describe, expect, it } from 'vitest';
import type { ItemChange } from '#shared/platform/runtime/dynamo-stream-worker.ts';
import { streamWorker } from '#shared/platform/runtime/dynamo-stream-worker.ts';
import { archiveAudit } from '../../../../functions/archive-audit/archive-audit.ts';

const at = Date.parse('2027-01-31T12:00:00Z') / 1000;
const record = (number: number, eventName: 'INSERT' | 'MODIFY' | 'REMOVE', over: object = {}) => ({
  ...{ eventID: `e-${number}`, eventName },
  dynamodb: {
    ...{ ApproximateCreationDateTime: at, SequenceNumber: String(number) },
    ...(eventName === 'INSERT' ? {} : { OldImage: { what: { S: 'account-shown' } } }),
    ...(eventName === 'REMOVE' ? {} : { NewImage: { what: { S: `act ${number}` } } }),
  },
  ...over,
});
const byTimeToLive = { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } };

/** A function over an archive that refuses the change with this id. */
function setup(refused?: string) {
  const kept: ItemChange[] = [];
  const handle = streamWorker(
    'archive-audit',
    archiveAudit({
      async keep(change) {
        if (change.id === refused) throw new Error('the archive is closed');
        kept.push(change);
      },
    }),
  );
  return { kept, receive: (...records: readonly object[]) => handle({ Records: [...records] }) };
}

describe('R10.3 the archive of the audit', () => {
  it('gets every entry as it was written', async () => {
    const { kept, receive } = setup();
    expect(await receive(record(1, 'INSERT'), record(2, 'INSERT'))).toEqual({ batchItemFailures: [] });
    expect(kept).toMatchObject([
      { id: 'e-1', kind: 'INSERT', at: new Date(at * 1000), after: { what: 'act 1' } },
      { id: 'e-2', after: { what: 'act 2' } },
    ]);
  });

  it('gets what somebody changed or deleted, with what was there before', async () => {
    const { kept, receive } = setup();
    await receive(record(1, 'MODIFY'), record(2, 'REMOVE'));
    expect(kept).toMatchObject([
      { kind: 'MODIFY', before: { what: 'account-shown' }, after: { what: 'act 1' } },
      { kind: 'REMOVE', before: { what: 'account-shown' } },
    ]);
  });

  it('does not get what expired', async () => {
    const { kept, receive } = setup();
    await receive(record(1, 'REMOVE', byTimeToLive));
    expect(kept).toEqual([]);
  });

  it('leaves out none: the first that fails is received again, and all behind it', async () => {
    const { kept, receive } = setup('e-2');
    expect(await receive(record(1, 'INSERT'), record(2, 'INSERT'), record(3, 'INSERT'))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
    expect(kept.map(({ id }) => id)).toEqual(['e-1']);
  });
});
