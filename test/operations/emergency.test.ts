import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, idle } from '#test/support/portal/control.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { operateOn } from '#test/support/portal/operate.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { alarms, reaching } from './watched-portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());

describe('npm run operate -- test-pager', () => {
  it.each([
    ['page', 'lock-surge'],
    ['ticket', 'mail-quota'],
    ['note', 'answer-unknown-route'],
  ] as const)('rings a %s for a minute, and nothing else', async (severity, heading) => {
    const before = await reaching(portal, severity);
    const { code, printed } = await operateOn(portal, 'test-pager', '--severity', severity, '--by', 'anna');
    expect([code, printed]).toEqual([0, expect.stringContaining(`-${heading} rings as a ${severity}`)]);
    expect(await reaching(portal, severity)).toEqual([...before, heading].sort());
    await advance(portal, 'PT2M');
    expect((await alarms(portal)).find((alarm) => alarm.heading === heading)?.state).toBe('OK');
  });
});

describe('npm run operate -- publish-pages', () => {
  const pages = async () => {
    const { Contents: found = [] } = await portal.s3.send(
      new ListObjectsV2Command({ Bucket: portal.outputs.WebsiteBucket }),
    );
    return found.map(({ Key = '' }) => Key);
  };

  it('puts what is missing back, without a new build', async () => {
    const all = await pages();
    const [script = ''] = all.filter((key) => /^assets\/documents-page-.*\.js$/.test(key));
    for (const Key of [script, 'index.html'])
      await portal.s3.send(new DeleteObjectCommand({ Bucket: portal.outputs.WebsiteBucket, Key }));
    expect(await pages()).toHaveLength(all.length - 2);
    const { code, printed } = await operateOn(portal, 'publish-pages');
    expect([code, printed]).toEqual([0, expect.stringContaining('The pages are published again')]);
    expect(await pages()).toEqual(all);
    // A visit in between may have missed them.
    await advance(portal, 'PT6M');
    await idle(portal);
    expect((await alarms(portal)).find(({ heading }) => heading === 'visit-portal')?.state).toBe('OK');
  });

  it('says what went wrong', async () => {
    const refusal = { service: 's3', operation: 'PutObject', function: 'publish-website', error: 'AccessDenied' };
    await addFault(portal, { ...refusal, times: 999 });
    const { code, complained } = await operateOn(portal, 'publish-pages');
    await clearFaults(portal);
    expect([code, complained]).toEqual([1, expect.stringContaining('publish-website failed')]);
    // Nothing runs it again: the alarm stays on until it succeeds.
    const state = async () => (await alarms(portal)).find(({ heading }) => heading === 'publish-website')?.state;
    await advance(portal, 'P1D');
    expect(await state()).toBe('ALARM');
    expect((await operateOn(portal, 'publish-pages')).code).toBe(0);
    await advance(portal, 'PT6M');
    expect(await state()).toBe('OK');
  });
});
