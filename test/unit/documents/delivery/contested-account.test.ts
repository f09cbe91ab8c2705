import { describe, expect, it } from 'vitest';
import { aBucket } from '#test/support/a-bucket.ts';

async function setup() {
  const world = await aBucket();
  await world.enrol('A');
  return world;
}

describe('R10.4 documents of a contested registration', () => {
  it('uploaded while it is frozen: not delivered and not mailed, but reported, so that the insurer sends paper', async () => {
    const world = await setup();
    await world.setState('A', 'frozen');
    const upload = world.upload();
    expect(await world.deliver(upload)).toBe('refused-registration-contested');
    await world.setState('A', 'active');
    // It went out on paper: it is not delivered after the contest was rejected.
    expect(await world.deliver(upload)).toBe('refused-registration-contested');
    expect(await world.documents()).toEqual([]);
    expect(world.mails).toEqual([]);
    const report = { documentId: upload.documentId, reason: 'registration-contested' };
    expect(world.reports).toEqual([report, report]);
  });

  it('frozen between reading the account and recording: the transaction refuses', async () => {
    const world = await setup();
    const upload = world.upload();
    const freeze = () => world.setState('A', 'frozen');
    expect(await world.deliver(upload, { before: { record: freeze } })).toBe('refused-registration-contested');
    expect(await world.documents()).toEqual([]);
    expect(world.mails).toEqual([]);
  });

  it('closed between reading the account and recording: refused as not enrolled', async () => {
    const world = await setup();
    const close = () => world.setState('A', 'closed');
    expect(await world.deliver(world.upload(), { before: { record: close } })).toBe('refused-policy-not-enrolled');
  });

  it('the same file again, frozen in between: no repetition, but refused and reported', async () => {
    const world = await setup();
    await world.deliver(world.upload());
    const again = world.upload();
    const freeze = () => world.setState('A', 'frozen');
    expect(await world.deliver(again, { beforeSecondTransaction: freeze })).toBe('refused-registration-contested');
    expect(world.reports).toEqual([{ documentId: again.documentId, reason: 'registration-contested' }]);
  });

  it('recorded before, its mail still on the way: no mail, but a report, once and for all', async () => {
    const world = await setup();
    const upload = world.upload();
    await expect(world.deliver(upload, { throttled: true })).rejects.toMatchObject({ code: 'mail-throttled' });
    await world.setState('A', 'frozen');
    expect(await world.deliver(upload)).toBe('unannounced');
    await world.setState('A', 'active');
    expect(await world.deliver(upload)).toBe('announced-before');
    expect(world.mails).toEqual([]);
    expect(world.reports).toEqual([{ documentId: upload.documentId, reason: 'mail contested' }]);
  });
});
