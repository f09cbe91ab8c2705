import { describe, expect, it } from 'vitest';
import {
  type Answer,
  answerCloudFormation,
  answerTime,
} from '../../../../functions/publish-website/answer-cloudformation.ts';

const url = 'https://cloudformation.example/answer?signature=1';
const anAnswer: Answer = {
  ...{ Status: 'SUCCESS', PhysicalResourceId: 'website', StackId: 's', RequestId: 'r', LogicalResourceId: 'l' },
};

/** Answers one PUT after the other so; an Error is thrown. */
function setup(...outcomes: readonly (number | Error)[]) {
  const puts: { url: string; init: RequestInit }[] = [];
  const pauses: number[] = [];
  const left = [...outcomes];
  const answer = answerCloudFormation({
    async put(to, init) {
      puts.push({ url: to, init });
      const outcome = left.shift() ?? 200;
      if (typeof outcome !== 'number') throw outcome;
      return { ok: outcome < 300, status: outcome };
    },
    pause: async (ms) => void pauses.push(ms),
  });
  return { answer, puts, pauses };
}

describe('the answer to CloudFormation', () => {
  it('is put to its URL once, without a content type, where that works', async () => {
    const { answer, puts, pauses } = setup();
    await answer(url, anAnswer);
    expect(puts).toMatchObject([{ url, init: { method: 'PUT', headers: { 'content-type': '' } } }]);
    expect(JSON.parse(String(puts[0]?.init.body))).toEqual(anAnswer);
    expect(pauses).toEqual([]);
  });

  it.each([[503], [403], [new Error('reset')]])(
    'R12.3 is put again after %s, with longer and longer waits',
    async (outcome) => {
      const { answer, puts, pauses } = setup(outcome, outcome);
      await answer(url, anAnswer);
      expect(puts).toHaveLength(3);
      expect(pauses).toEqual([500, 1_500]);
    },
  );

  it('R12.3 fails with the last status when S3 never takes it', async () => {
    const { answer, puts } = setup(500, 500, 500, 403);
    await expect(answer(url, anAnswer)).rejects.toThrow('403');
    expect(puts).toHaveLength(4);
  });

  it('gives up a PUT that hangs, and leaves the run time for all of them', async () => {
    const { answer, puts } = setup();
    await answer(url, anAnswer);
    expect(puts[0]?.init.signal).toBeInstanceOf(AbortSignal);
    expect(answerTime).toBeLessThan(60_000);
  });

  it('fits into the 4,096 bytes that CloudFormation reads, however long the reason', async () => {
    const { answer, puts } = setup();
    await answer(url, { ...anAnswer, Status: 'FAILED', Reason: 'ő'.repeat(9_000) });
    expect(Buffer.byteLength(String(puts[0]?.init.body))).toBeLessThanOrEqual(4_096);
  });
});
