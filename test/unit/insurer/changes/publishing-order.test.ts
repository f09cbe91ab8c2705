import { describe, expect, it } from 'vitest';
import { changeAt, changesAt } from '#shared/insurer/changes/change.ts';
import { aChange, aMemoryOutbox, memoryFiles, start } from '#test/builders/changes.ts';
import { publishChanges } from '../../../../functions/publish-changes/publish-changes.ts';

const nothing = { published: 0, failed: 0, heldBack: 0, unreadable: 0, oldestWaitingSeconds: 0 };
const late = () => new Date(start + 3_600_000);
const noPause = async () => undefined;
const idsOf = (changes: readonly { changeId: string }[]) => changes.map(({ changeId }) => changeId);
const run = (outbox: ReturnType<typeof aMemoryOutbox>, files: ReturnType<typeof memoryFiles>) =>
  publishChanges({ outbox: outbox.outbox, files: files.files, now: late, pause: noPause })();

describe('R10.4 a contested registration', () => {
  const contested = (ms: number, stage: 'opened' | 'confirmed') =>
    changeAt(new Date(start + ms), { type: 'registration-contested', customerId: 'C-1', stage });
  const enrolled = aChange(0, 'P-1');
  const [opened, confirmed] = [contested(1000, 'opened'), contested(2000, 'confirmed')];
  const cancelled = changeAt(new Date(start + 3000), { type: 'registration-cancelled', customerId: 'C-1' });

  it.each([
    ['waits for an enrolment that it contests', enrolled, []],
    ['and the cancellation that follows wait for its opening', opened, [enrolled]],
    ['the cancellation waits for its decision', confirmed, [enrolled, opened]],
  ])('%s', async (_, failing, published) => {
    const outbox = aMemoryOutbox([enrolled, opened, confirmed, cancelled]);
    const files = memoryFiles(({ changeId }) => {
      if (changeId === failing.changeId) throw new Error('S3 is out of order');
      return undefined;
    });
    await run(outbox, files);
    expect(files.written).toEqual(published);
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

  it("is published after the ends of all its policies, and before the customer's next enrolment", async () => {
    const outbox = aMemoryOutbox([enrolledAgain, cancelled, ...endings]);
    const files = memoryFiles();
    await run(outbox, files);
    expect(files.written.slice(0, 3).map(({ type }) => type)).toEqual(Array(3).fill('eposta-ended'));
    expect(files.written.slice(3)).toEqual([cancelled, enrolledAgain]);
  });

  it('waits for an ending that failed, and holds no other customer back', async () => {
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

  it('waits for an ending that was written after its page had been read', async () => {
    // The late one sorts before the first page.
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
    // Changes of different policies have no order between them.
    expect(idsOf(files.written).sort()).toEqual(idsOf(first).sort());
    await run({ ...memory, outbox }, files);
    expect(files.written.slice(first.length)).toEqual([late, cancelled]);
  });

  it('waits for such an ending however long before it is dated', async () => {
    const [lastEnd, ...others] = endings;
    if (!lastEnd) throw new Error('the cancelling has its endings');
    const cancelledAnHourLater = changeAt(
      new Date(start + 3_600_000),
      { type: 'registration-cancelled', customerId: 'C-1' },
      1,
    );
    const memory = aMemoryOutbox([...others, cancelledAnHourLater], { pageSize: 2 });
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
    expect(files.written).not.toContainEqual(cancelledAnHourLater);
    await run({ ...memory, outbox }, files);
    expect(files.written.slice(others.length)).toEqual([lastEnd, cancelledAnHourLater]);
  });
});

describe('R9.4 changes of a transaction that is being committed', () => {
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

  it('are published by the next run from where the first read ended', async () => {
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
