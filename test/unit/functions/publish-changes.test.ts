import { describe, expect, it } from 'vitest';
import { aChange, aMemoryOutbox, memoryFiles, start } from '#test/builders/changes.ts';
import { publishChanges } from '../../../functions/publish-changes/publish-changes.ts';

const nothing = { published: 0, failed: 0, heldBack: 0, unreadable: 0, oldestWaitingSeconds: 0 };
const late = () => new Date(start + 3_600_000);
const noPause = async () => undefined;
const idsOf = (changes: readonly { changeId: string }[]) => changes.map(({ changeId }) => changeId);
const run = (outbox: ReturnType<typeof aMemoryOutbox>, files: ReturnType<typeof memoryFiles>) =>
  publishChanges({ outbox: outbox.outbox, files: files.files, now: late, pause: noPause })();

/** Changes of several policies in turn. */
const changesOf = (count: number, policies: number) =>
  Array.from({ length: count }, (_, at) => aChange(at, `P-${at % policies}`));
const inOrderOf = (changes: ReturnType<typeof changesOf>, policyNumber: string) =>
  idsOf(changes.filter((change) => 'policyNumber' in change && change.policyNumber === policyNumber));

describe('publish-changes', () => {
  it('R9.4 publishes every waiting change once and takes it out', async () => {
    const changes = changesOf(95, 7);
    const outbox = aMemoryOutbox(changes);
    const files = memoryFiles();
    expect(await run(outbox, files)).toEqual({ ...nothing, published: 95 });
    expect(await run(outbox, files)).toEqual(nothing);
    expect(idsOf(files.written).sort()).toEqual(idsOf(changes));
    expect(outbox.left()).toEqual([]);
  });

  it("R9.4 a policy's changes are published in the order they happened", async () => {
    const changes = changesOf(60, 3);
    const files = memoryFiles();
    await run(aMemoryOutbox(changes), files);
    for (const policyNumber of ['P-0', 'P-1', 'P-2'])
      expect(inOrderOf(files.written, policyNumber)).toEqual(inOrderOf(changes, policyNumber));
  });

  it('R9.4 a failed change holds back the later ones of its policy only, on later pages too, until the next run', async () => {
    const changes = changesOf(30, 3);
    const outbox = aMemoryOutbox(changes);
    let isDown = true;
    const files = memoryFiles((change) => {
      if (isDown && change.changeId === changes[4]?.changeId) throw new Error('S3 is out of order');
      return undefined;
    });
    expect(await run(outbox, files)).toEqual({
      ...nothing,
      published: 21,
      failed: 1,
      heldBack: 8,
      oldestWaitingSeconds: 3600,
    });
    expect(inOrderOf(files.written, 'P-1')).toEqual([changes[1]?.changeId]);
    isDown = false;
    await run(outbox, files);
    expect(inOrderOf(files.written, 'P-1')).toEqual(inOrderOf(changes, 'P-1'));
    expect(outbox.left()).toEqual([]);
  });

  it('R9.4 a change published before a crash is only taken out', async () => {
    const [first, second] = [aChange(0), aChange(1)];
    const outbox = aMemoryOutbox([first, second]);
    const files = memoryFiles();
    await files.files.publish(first);
    await run(outbox, files);
    expect(files.written).toEqual([first, second]);
    expect(outbox.left()).toEqual([]);
  });

  it('R9.4 a change that cannot be taken out stays, and later changes wait', async () => {
    const memory = aMemoryOutbox([aChange(0), aChange(1)]);
    const files = memoryFiles();
    const remove = async () => {
      throw new Error('the table is out of order');
    };
    const broken = { ...memory, outbox: { ...memory.outbox, remove } };
    expect(await run(broken, files)).toMatchObject({ published: 0, failed: 1, heldBack: 1 });
    expect(memory.left()).toHaveLength(2);
  });

  it('R9.4 a file that another run is writing is not written, and later changes wait', async () => {
    const [first, second] = [aChange(0), aChange(1)];
    const outbox = aMemoryOutbox([first, second]);
    const files = memoryFiles(({ changeId }) => (changeId === first.changeId ? 'contended' : undefined));
    expect(await run(outbox, files)).toEqual({ ...nothing, heldBack: 1, oldestWaitingSeconds: 3600 });
    expect(files.written).toEqual([]);
    expect(outbox.left()).toEqual(idsOf([first, second]));
  });

  it('R9.4 two runs at once publish each change once and in order', async () => {
    const changes = changesOf(60, 3);
    const outbox = aMemoryOutbox(changes);
    const files = memoryFiles();
    await Promise.all([run(outbox, files), run(outbox, files)]);
    expect(idsOf(files.written).sort()).toEqual(idsOf(changes));
    for (const policyNumber of ['P-0', 'P-1', 'P-2'])
      expect(inOrderOf(files.written, policyNumber)).toEqual(inOrderOf(changes, policyNumber));
    expect(outbox.left()).toEqual([]);
  });

  it('R9.4 unreadable changes wait for an operator and hold no other back', async () => {
    const unreadable = Array.from({ length: 40 }, (_, at) => `0000-unreadable-${String(at).padStart(2, '0')}`);
    const outbox = aMemoryOutbox([aChange()], { unreadable });
    const files = memoryFiles();
    expect(await run(outbox, files)).toEqual({ ...nothing, published: 1, unreadable: 40 });
    expect(outbox.left()).toEqual(unreadable);
  });

  it('R9.4 a run stops where everything fails, and the next one publishes all of it', async () => {
    const changes = changesOf(300, 300);
    const outbox = aMemoryOutbox(changes);
    let isDown = true;
    const files = memoryFiles(() => {
      if (isDown) throw new Error('S3 is out of order');
      return undefined;
    });
    const { failed } = await run(outbox, files);
    expect(failed).toBeGreaterThanOrEqual(20);
    expect(failed).toBeLessThan(60);
    isDown = false;
    await run(outbox, files);
    expect(idsOf(files.written).sort()).toEqual(idsOf(changes));
  });

  it('R9.4 a run is bounded, and the next one continues', async () => {
    const changes = changesOf(5300, 50);
    const outbox = aMemoryOutbox(changes, { pageSize: 200 });
    const written: string[] = [];
    const files = {
      files: {
        publish: async ({ changeId }: { changeId: string }) => {
          written.push(changeId);
          return 'written' as const;
        },
      },
      written: [],
    };
    expect(await run(outbox, files)).toMatchObject({ published: 5000 });
    expect(await run(outbox, files)).toMatchObject({ published: 300 });
    expect(written.sort()).toEqual(idsOf(changes));
  });
});
