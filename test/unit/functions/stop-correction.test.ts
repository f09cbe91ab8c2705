import { describe, expect, it } from 'vitest';
import { createToken, hashToken } from '#shared/customers/registration/tokens.ts';
import { keepingLinkOf } from '#shared/sign-in/second-step/second-steps.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { stopCorrection } from '../../../functions/stop-correction/stop-correction.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const token = createToken();

function setup({ stops = false, keeps = false }) {
  const asked: unknown[][] = [];
  const answering = (answer: boolean) => ({
    async stop(...given: unknown[]) {
      asked.push(['stop', ...given]);
      return answer;
    },
    async keep(...given: unknown[]) {
      asked.push(['keep', ...given]);
      return answer;
    },
  });
  const needs = { corrections: answering(stops), secondSteps: answering(keeps), now: () => noon };
  return { endpoint: stopCorrection(needs), asked };
}

describe('stop-correction', () => {
  it('R10.2 stops the correction of the link: the portal keeps only the hash of its token', async () => {
    const { endpoint, asked } = setup({ stops: true });
    expect(await answerOf(endpoint, { ...aVisitorsCall, body: { token } })).toEqual({ status: 204, body: null });
    expect(asked).toEqual([['stop', hashToken(token), noon]]);
  });

  it('R4 keeps the second step, where the link is of the mail about its end', async () => {
    const { endpoint, asked } = setup({ keeps: true });
    expect(await answerOf(endpoint, { ...aVisitorsCall, body: { token } })).toEqual({ status: 204, body: null });
    expect(asked).toEqual([
      ['stop', hashToken(token), noon],
      ['keep', keepingLinkOf(token), noon],
    ]);
  });

  it('says that the link has expired whenever nothing is left to stop', async () => {
    const { endpoint } = setup({});
    expect(await problemOf(endpoint, { ...aVisitorsCall, body: { token } })).toEqual({
      code: 'confirmation-expired',
      details: {},
    });
  });
});
