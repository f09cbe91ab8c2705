import { describe, expect, it } from 'vitest';
import { createToken, hashToken } from '#shared/customers/registration/tokens.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { stopCorrection } from '../../../functions/stop-correction/stop-correction.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const token = createToken();

function setup(isStopped: boolean) {
  const asked: unknown[][] = [];
  const corrections = {
    async stop(...given: unknown[]) {
      asked.push(given);
      return isStopped;
    },
  };
  return { endpoint: stopCorrection({ corrections, now: () => noon }), asked };
}

describe('stop-correction', () => {
  it('R10.2 stops the correction of the link: the portal keeps only the hash of its token', async () => {
    const { endpoint, asked } = setup(true);
    expect(await answerOf(endpoint, { ...aVisitorsCall, body: { token } })).toEqual({ status: 204, body: null });
    expect(asked).toEqual([[hashToken(token), noon]]);
  });

  it('says that the link has expired whenever nothing is left to stop', async () => {
    const { endpoint } = setup(false);
    expect(await problemOf(endpoint, { ...aVisitorsCall, body: { token } })).toEqual({
      code: 'confirmation-expired',
      details: {},
    });
  });
});
