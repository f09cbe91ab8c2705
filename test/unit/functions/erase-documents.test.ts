import { describe, expect, it } from 'vitest';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import type { StoredVersion } from '#shared/documents/retention/stored-versions.ts';
import { portalTables } from '#test/support/portal-tables.ts';
import { eraseDocuments } from '../../../functions/erase-documents/erase-documents.ts';

const day = 24 * 3_600_000;
const uploadedAt = new Date('2027-01-31T10:00:00.250Z');
/** The end of 29 February 2028 in Budapest. */
const end = new Date('2028-02-29T23:00:00Z');

/** Notes in the table, and a run over a bucket that lists what was erased. */
async function theNotes() {
  const { client } = await portalTables();
  const stored = dynamoStoredVersions(client, 'Portal');
  const erased: StoredVersion[] = [];
  const broken = new Set<string>();
  const run = (at: Date, minutesAPage = 0) => {
    let time = at.getTime();
    return eraseDocuments({
      stored,
      versions: {
        async remove(versions) {
          time += minutesAPage * 60_000;
          if (versions.some(({ versionId }) => broken.has(versionId))) throw new Error('held');
          erased.push(...versions.map(({ key, versionId }) => ({ key, versionId })));
        },
      },
      now: () => new Date(time),
    })();
  };
  const note = (versionId: string, at = uploadedAt, now = at) =>
    stored.note({ key: 'documents/P/1/a.pdf', versionId, uploadedAt: at }, now);
  return { stored, note, run, erased, broken, ids: () => erased.map(({ versionId }) => versionId) };
}

describe('R6.2 the bytes of an upload', () => {
  it('are erased once its access window has ended, not before', async () => {
    const { note, run, erased } = await theNotes();
    await note('v-1');
    expect(await run(new Date(end.getTime() - 1))).toEqual({ erased: 0, isUnfinished: false });
    expect(await run(end)).toEqual({ erased: 1, isUnfinished: false });
    expect(erased).toEqual([{ key: 'documents/P/1/a.pdf', versionId: 'v-1' }]);
    expect(await run(end)).toEqual({ erased: 0, isUnfinished: false });
  });

  it('are noted once, however often the event comes', async () => {
    const { note, run, ids } = await theNotes();
    for (const later of [0, 1, 40]) await note('v-1', uploadedAt, new Date(uploadedAt.getTime() + later * day));
    await run(end);
    expect(ids()).toEqual(['v-1']);
  });

  it('each version of a key at the end of its own window', async () => {
    const { note, run, ids } = await theNotes();
    await note('v-1');
    await note('v-2', new Date(uploadedAt.getTime() + 3 * day));
    await run(end);
    expect(ids()).toEqual(['v-1']);
    await run(new Date(end.getTime() + 10 * day));
    expect(ids()).toEqual(['v-1', 'v-2']);
  });

  it('are erased by the next run where the event comes after the window, or no run came for three months', async () => {
    const { note, run, ids } = await theNotes();
    const late = new Date(end.getTime() + 300 * day);
    await note('old', uploadedAt, late);
    await note('missed', new Date(late.getTime() - 480 * day));
    expect(await run(late)).toEqual({ erased: 2, isUnfinished: false });
    expect(ids().sort()).toEqual(['missed', 'old']);
  });
});

describe('a run of erase-documents', () => {
  it('that cannot erase a page does the others, fails, and is repeated', async () => {
    const { note, run, ids, broken } = await theNotes();
    await note('v-1');
    await note('v-2', new Date(uploadedAt.getTime() + 40 * day));
    broken.add('v-1');
    const later = new Date(end.getTime() + 50 * day);
    await expect(run(later)).rejects.toThrow('held');
    expect(ids()).toEqual(['v-2']);
    broken.clear();
    expect(await run(later)).toEqual({ erased: 1, isUnfinished: false });
  });

  it('ends within its time; the next one goes on', async () => {
    const { note, run, ids } = await theNotes();
    for (let n = 0; n < 3; n++) await note(`v-${n}`, new Date(uploadedAt.getTime() + n * 30 * day));
    const later = new Date(end.getTime() + 65 * day);
    expect(await run(later, 7)).toEqual({ erased: 2, isUnfinished: true });
    expect(await run(later)).toEqual({ erased: 1, isUnfinished: false });
    expect(ids()).toEqual(['v-0', 'v-1', 'v-2']);
  });
});
