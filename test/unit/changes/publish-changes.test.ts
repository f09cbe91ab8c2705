import { describe, expect, it } from 'vitest';
import { changeAt, changesAt } from '#shared/insurer/changes/change.ts';
import { publishChanges } from '../../../functions/publish-changes/publish-changes.ts';
import { aChange, aMemoryOutbox, memoryFiles, start } from './builders.ts';

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
  it('R9.4 publishes every waiting change once and leaves nothing behind', async () => {
    const changes = changesOf(95, 7);
    const outbox = aMemoryOutbox(changes);
    const files = memoryFiles();
    expect(await run(outbox, files)).toEqual({ ...nothing, published: 95 });
    expect(await run(outbox, files)).toEqual(nothing);
    expect(idsOf(files.written).sort()).toEqual(idsOf(changes));
    expect(outbox.left()).toEqual([]);
  });

  it("a policy's changes are published in the order they happened", async () => {
    const changes = changesOf(60, 3);
    const files = memoryFiles();
    await run(aMemoryOutbox(changes), files);
    for (const policyNumber of ['P-0', 'P-1', 'P-2'])
      expect(inOrderOf(files.written, policyNumber)).toEqual(inOrderOf(changes, policyNumber));
  });

  it('a failed change holds back the later ones of its policy only, on later pages too, until the next run', async () => {
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

  it('a change published before a crash is only taken out', async () => {
    const [first, second] = [aChange(0), aChange(1)];
    const outbox = aMemoryOutbox([first, second]);
    const files = memoryFiles();
    await files.files.publish(first);
    await run(outbox, files);
    expect(files.written).toEqual([first, second]);
    expect(outbox.left()).toEqual([]);
  });

  it('a change that cannot be taken out is kept, and what follows it waits', async () => {
    const memory = aMemoryOutbox([aChange(0), aChange(1)]);
    const files = memoryFiles();
    const remove = async () => {
      throw new Error('the table is out of order');
    };
    const broken = { ...memory, outbox: { ...memory.outbox, remove } };
    expect(await run(broken, files)).toMatchObject({ published: 0, failed: 1, heldBack: 1 });
    expect(memory.left()).toHaveLength(2);
  });

  it('a file that another run is writing is left to it, and what follows it waits', async () => {
    const [first, second] = [aChange(0), aChange(1)];
    const outbox = aMemoryOutbox([first, second]);
    const files = memoryFiles(({ changeId }) => (changeId === first.changeId ? 'contended' : undefined));
    expect(await run(outbox, files)).toEqual({ ...nothing, heldBack: 1, oldestWaitingSeconds: 3600 });
    expect(files.written).toEqual([]);
    expect(outbox.left()).toEqual(idsOf([first, second]));
  });

  it('two runs at once publish each change once and in order', async () => {
    const changes = changesOf(60, 3);
    const outbox = aMemoryOutbox(changes);
    const files = memoryFiles();
    await Promise.all([run(outbox, files), run(outbox, files)]);
    expect(idsOf(files.written).sort()).toEqual(idsOf(changes));
    for (const policyNumber of ['P-0', 'P-1', 'P-2'])
      expect(inOrderOf(files.written, policyNumber)).toEqual(inOrderOf(changes, policyNumber));
    expect(outbox.left()).toEqual([]);
  });

  it('changes that cannot be read stay for an operator and stop nobody', async () => {
    const unreadable = Array.from({ length: 40 }, (_, at) => `0000-unreadable-${String(at).padStart(2, '0')}`);
    const outbox = aMemoryOutbox([aChange()], { unreadable });
    const files = memoryFiles();
    expect(await run(outbox, files)).toEqual({ ...nothing, published: 1, unreadable: 40 });
    expect(outbox.left()).toEqual(unreadable);
  });

  it('a run stops where everything fails, and the next one takes up all of it', async () => {
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

  it('a run is bounded, and the next one goes on', async () => {
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

describe('R9.4 a cancelled registration', () => {
  const at = new Date(start);
  const endings = changesAt(
    at,
    ['P-1', 'P-2', 'P-3'].map((policyNumber) => ({
      ...{ type: 'eposta-ended' as const, policyNumber, customerId: 'C-1' },
      reason: 'registration-cancelled' as const,
    })),
  );
  const [cancelled] = changesAt(at, [{ type: 'registration-cancelled', customerId: 'C-1' }], endings.length);
  const [ending] = endings;
  if (!cancelled || !ending) throw new Error('the cancelling has its changes');
  const enrolledAgain = aChange(1000, 'P-1');

  it('is told after all endings of its policies, and before what the customer enrols anew', async () => {
    const outbox = aMemoryOutbox([enrolledAgain, cancelled, ...endings]);
    const files = memoryFiles();
    await run(outbox, files);
    expect(files.written.slice(0, 3).map(({ type }) => type)).toEqual(Array(3).fill('eposta-ended'));
    expect(files.written.slice(3)).toEqual([cancelled, enrolledAgain]);
  });

  it('waits for an ending that failed, and keeps nobody else waiting', async () => {
    const [other] = changesAt(at, [{ type: 'registration-cancelled', customerId: 'C-2' }]);
    if (!other) throw new Error('the other has its change');
    const outbox = aMemoryOutbox([cancelled, ...endings, other]);
    let isDown = true;
    const files = memoryFiles(({ changeId }) => {
      if (isDown && changeId === ending.changeId) throw new Error('S3 is out of order');
      return undefined;
    });
    expect(await run(outbox, files)).toEqual({
      ...nothing,
      published: 3,
      failed: 1,
      heldBack: 1,
      oldestWaitingSeconds: 3600,
    });
    expect(files.written).toContainEqual(other);
    expect(files.written).not.toContainEqual(cancelled);
    isDown = false;
    await run(outbox, files);
    expect(files.written.slice(3)).toEqual([ending, cancelled]);
  });

  it('waits for an ending that was written when its page had been read already', async () => {
    // What comes late sorts before the first page.
    const [late, ...first] = endings;
    if (!late) throw new Error('the cancelling has its endings');
    const memory = aMemoryOutbox([...first, cancelled], { pageSize: 2 });
    let reads = 0;
    const outbox: typeof memory.outbox = {
      ...memory.outbox,
      async read(after) {
        // Between the first page and the next one.
        if (++reads === 2) memory.add(late);
        return memory.outbox.read(after);
      },
    };
    const files = memoryFiles();
    await run({ ...memory, outbox }, files);
    // Those of several policies come in any order.
    expect(idsOf(files.written).sort()).toEqual(idsOf(first).sort());
    await run({ ...memory, outbox }, files);
    expect(files.written.slice(first.length)).toEqual([late, cancelled]);
  });

  it('waits for such an ending however long before it is dated', async () => {
    const [lastEnd, ...others] = endings;
    if (!lastEnd) throw new Error('the cancelling has its endings');
    const toldAnHourLater = changeAt(
      new Date(start + 3_600_000),
      { type: 'registration-cancelled', customerId: 'C-1' },
      1,
    );
    const memory = aMemoryOutbox([...others, toldAnHourLater], { pageSize: 2 });
    let reads = 0;
    const outbox: typeof memory.outbox = {
      ...memory.outbox,
      async read(after) {
        if (++reads === 2) memory.add(lastEnd);
        return memory.outbox.read(after);
      },
    };
    const files = memoryFiles();
    await run({ ...memory, outbox }, files);
    expect(files.written).not.toContainEqual(toldAnHourLater);
    await run({ ...memory, outbox }, files);
    expect(files.written.slice(others.length)).toEqual([lastEnd, toldAnHourLater]);
  });
});

describe('changes of a transaction that is being committed', () => {
  const act = changesAt(new Date(start), [
    { type: 'eposta-enrolled', policyNumber: 'P-1', customerId: 'C-1' },
    {
      type: 'payment-method-changed',
      policyNumber: 'P-1',
      customerId: 'C-1',
      from: 'postal-cheque',
      to: 'bank-transfer',
      consentAt: new Date(start).toISOString(),
    },
  ]);
  const [first, second] = act;
  if (!first || !second) throw new Error('the act has two changes');

  /** A run half a second after the act, while `pause` lets the rest of it come in. */
  const runDuring = (
    outbox: ReturnType<typeof aMemoryOutbox>,
    files: ReturnType<typeof memoryFiles>,
    arrives: () => void,
  ) => {
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
      arrives();
    };
    const publish = publishChanges({
      outbox: outbox.outbox,
      files: files.files,
      now: () => new Date(start + 500),
      pause,
    });
    return { publish, pauses };
  };

  it('are published in their order when the second half was seen first', async () => {
    const outbox = aMemoryOutbox([second]);
    const files = memoryFiles();
    const { publish, pauses } = runDuring(outbox, files, () => outbox.add(first));
    await publish();
    expect(files.written).toEqual([first, second]);
    expect(pauses).toEqual([1500]);
  });

  it('are left to the next run from where the first look ended', async () => {
    const outbox = aMemoryOutbox([first]);
    const files = memoryFiles();
    const { publish } = runDuring(outbox, files, () => outbox.add(second, aChange(400, 'P-1')));
    await publish();
    expect(files.written).toEqual([first]);
    await run(outbox, files);
    expect(files.written).toEqual([first, second, aChange(400, 'P-1')]);
  });

  it('old changes are published without waiting', async () => {
    const outbox = aMemoryOutbox([aChange(-60_000)]);
    const { publish, pauses } = runDuring(outbox, memoryFiles(), () => undefined);
    await publish();
    expect(pauses).toEqual([]);
  });
});
