import { describe, expect, it } from 'vitest';
import { createImportPace } from '#shared/insurer/registry/import-pace.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';

const setup = () => {
  const pauses: number[] = [];
  const time = { isOver: false };
  const pace = createImportPace({
    isTimeOver: () => time.isOver,
    pause: async (ms) => void pauses.push(ms),
  });
  const calmBatches = async (count: number) => {
    for (let at = 0; at < count; at++) await pace.run(async () => 'written');
  };
  const throttledBatch = () => pace.run(async (onThrottle) => onThrottle());
  return { pace, pauses, time, calmBatches, throttledBatch };
};

describe('R9.2 the pace of an import', () => {
  it('halves at a throttle, down to one batch at a time', async () => {
    const { pace, throttledBatch } = setup();
    const counts = [pace.atOnce()];
    for (let at = 0; at < 5; at++) {
      await throttledBatch();
      counts.push(pace.atOnce());
    }
    expect(counts).toEqual([12, 6, 3, 1, 1, 1]);
  });

  it('halves once for batches that were under way together, however often they are throttled', async () => {
    const { pace } = setup();
    let go = () => {};
    const together = new Promise<void>((resolve) => {
      go = resolve;
    });
    const batches = Array.from({ length: 12 }, () =>
      pace.run(async (onThrottle) => {
        await together;
        onThrottle();
        onThrottle();
      }),
    );
    go();
    await Promise.all(batches);
    expect(pace.atOnce()).toBe(6);
  });

  it('grows by one after twenty batches in a row without a throttle, up to twelve', async () => {
    const { pace, throttledBatch, calmBatches } = setup();
    await throttledBatch();
    await calmBatches(19);
    expect(pace.atOnce()).toBe(6);
    await throttledBatch();
    await calmBatches(19);
    expect(pace.atOnce()).toBe(3);
    await calmBatches(1);
    expect(pace.atOnce()).toBe(4);
    await calmBatches(1000);
    expect(pace.atOnce()).toBe(12);
  });

  it('writes a batch again that the table was too busy for, after a pause', async () => {
    const { pace, pauses } = setup();
    let tries = 0;
    const written = await pace.run(async () => {
      if (++tries < 4) throw new TableBusy(undefined);
      return 'written';
    });
    expect([written, tries, pauses.length]).toEqual(['written', 4, 3]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5000);
    expect(pace.atOnce()).toBe(1);
  });

  it('gives a batch up when the time is over, and any other failure at once', async () => {
    const { pace, time, pauses } = setup();
    time.isOver = true;
    await expect(pace.run(() => Promise.reject(new TableBusy(undefined)))).rejects.toThrow(TableBusy);
    time.isOver = false;
    await expect(pace.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(pauses).toEqual([]);
  });
});
