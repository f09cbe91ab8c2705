import { describe, expect, it } from 'vitest';
import type { Authenticity } from '#shared/documents/authenticity/authenticity.ts';
import { networkWindow } from '#shared/platform/limits/limits.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { memoryLimits, testLimitName } from '#test/builders/memory-limits.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { checkAuthenticity } from '../../../functions/check-authenticity/check-authenticity.ts';

const genuine = 'a'.repeat(64);
const unknown = 'b'.repeat(64);

/** A portal that delivered one document long ago and lets a network check two files within ten minutes. */
function setup() {
  const asked: string[] = [];
  const { limits, counted } = memoryLimits();
  const record: Authenticity = { kind: 'invoice', uploadedAt: new Date('2025-03-01T09:00:00Z') };
  const endpoint = checkAuthenticity({
    records: {
      async find(sha256) {
        asked.push(sha256);
        return sha256 === genuine ? record : undefined;
      },
    },
    limits,
    limitName: testLimitName,
    checksPerAddress: 2,
    helpline: '(06 1) 555 0199',
    now: () => new Date('2027-01-31T12:00:00Z'),
  });
  const callFrom = (viewerAddress: string, sha256 = genuine) => ({ ...aVisitorsCall, viewerAddress, body: { sha256 } });
  return { endpoint, callFrom, asked, counted };
}

describe('check-authenticity', () => {
  it('R7.2 answers the kind and date of a delivered file, also after its window, and nothing else', async () => {
    const { endpoint, callFrom } = setup();
    expect((await answerOf(endpoint, callFrom('192.0.2.1'))).body).toEqual({
      genuine: true,
      kind: 'invoice',
      uploadedAt: '2025-03-01T09:00:00.000Z',
    });
  });

  it('R7.2 answers that any other file is unknown', async () => {
    const { endpoint, callFrom } = setup();
    expect((await answerOf(endpoint, callFrom('192.0.2.1', unknown))).body).toEqual({ genuine: false });
  });

  it('R2.3a R7.2 a network that has checked too many files waits some minutes, never a day; nothing is looked up meanwhile', async () => {
    const { endpoint, callFrom, asked } = setup();
    for (const file of [genuine, unknown]) await answerOf(endpoint, callFrom('192.0.2.1', file));
    expect(await problemOf(endpoint, callFrom('192.0.2.1'))).toEqual({
      code: 'too-many-requests',
      details: { helpline: '(06 1) 555 0199' },
      retryAfterSeconds: networkWindow,
    });
    expect(asked).toHaveLength(2);
    expect((await answerOf(endpoint, callFrom('192.0.2.2'))).status).toBe(200);
  });

  it('R7.2 all addresses of one household’s network share one count', async () => {
    const { endpoint, callFrom } = setup();
    for (const host of ['1', '2']) await answerOf(endpoint, callFrom(`2001:db8:1:2::${host}`));
    expect((await problemOf(endpoint, callFrom('2001:db8:1:2::3'))).code).toBe('too-many-requests');
    expect((await answerOf(endpoint, callFrom('2001:db8:1:3::1'))).status).toBe(200);
  });

  it('R12.1 counts by a name of the network, never by the address', async () => {
    const { endpoint, callFrom, counted } = setup();
    await answerOf(endpoint, callFrom('192.0.2.1'));
    expect(counted()).toEqual({ [`AUTHENTICITY-NETWORK#${testLimitName('authenticity', '192.0.2.1')}`]: 1 });
    expect(JSON.stringify(counted())).not.toContain('192.0.2');
  });

  it('a call without a known address is not counted: strangers would share one count', async () => {
    const { endpoint, callFrom, counted } = setup();
    for (const file of [genuine, unknown, genuine]) await answerOf(endpoint, callFrom('unknown', file));
    expect(counted()).toEqual({});
  });
});
