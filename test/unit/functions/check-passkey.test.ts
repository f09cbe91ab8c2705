import { describe, expect, it } from 'vitest';
import type { Proof } from '#shared/sign-in/passkeys/passkey.ts';
import { checkPasskey } from '../../../functions/check-passkey/check-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');
const userAttributes = { sub: 'sub-1', 'custom:account': 'account-1' };

function setup({ isOpen = true, isTableDown = false } = {}) {
  const taken: Proof[] = [];
  const trigger = checkPasskey({
    proofs: {
      async take(proof) {
        if (isTableDown) throw new Error('no table');
        taken.push(proof);
        return isOpen;
      },
    },
    now,
  });
  const ask = async (name: string, request: object) =>
    (await trigger({ version: '1', triggerSource: `${name}_Authentication`, userName: 'anna', request })).response;
  return { trigger, ask, taken };
}

describe('the pool’s triggers for a sign-in without a password', () => {
  const answered = (challengeResult: boolean) => ({ challengeName: 'CUSTOM_CHALLENGE', challengeResult });
  it.each([
    ['one challenge at first', { session: [] }, { issueTokens: false, challengeName: 'CUSTOM_CHALLENGE' }],
    ['tokens after a right answer', { session: [answered(true)] }, { issueTokens: true, failAuthentication: false }],
    ['the end after a wrong one', { session: [answered(false)] }, { issueTokens: false, failAuthentication: true }],
    [
      'the end for who began with SRP, which the pool takes as a right answer',
      { session: [{ challengeName: 'SRP_A', challengeResult: true }] },
      { issueTokens: false, failAuthentication: true },
    ],
    [
      'the end for who proved a password, and for more answers than one',
      { session: [{ challengeName: 'PASSWORD_VERIFIER', challengeResult: true }, answered(true)] },
      { issueTokens: false, failAuthentication: true },
    ],
    ['the end for nobody', { session: [], userNotFound: true }, { issueTokens: false, failAuthentication: true }],
    ['one challenge where the pool leaves out what is empty', {}, { challengeName: 'CUSTOM_CHALLENGE' }],
  ])('define %s', async (_what, request, response) => {
    expect(await setup().ask('DefineAuthChallenge', { userAttributes, ...request })).toMatchObject(response);
  });

  it('create a challenge that shows nothing', async () => {
    expect(await setup().ask('CreateAuthChallenge', { userAttributes, challengeName: 'CUSTOM_CHALLENGE' })).toEqual({
      publicChallengeParameters: {},
      privateChallengeParameters: {},
      challengeMetadata: 'PASSKEY',
    });
  });

  it('take the proof of the user’s own account as the answer, once', async () => {
    const { ask, taken } = setup();
    const request = { userAttributes, challengeAnswer: 'proof' };
    expect(await ask('VerifyAuthChallengeResponse', request)).toEqual({ answerCorrect: true });
    expect(taken).toEqual([{ proofId: 'proof', accountId: 'account-1' }]);
    expect(await setup({ isOpen: false }).ask('VerifyAuthChallengeResponse', request)).toEqual({
      answerCorrect: false,
    });
  });

  it('take nothing for a user without an account, and throw where the table or the event is broken', async () => {
    const { ask, taken, trigger } = setup();
    const request = { userAttributes: {}, challengeAnswer: 'proof' };
    expect(await ask('VerifyAuthChallengeResponse', request)).toEqual({ answerCorrect: false });
    expect(taken).toEqual([]);
    await expect(
      setup({ isTableDown: true }).ask('VerifyAuthChallengeResponse', { ...request, userAttributes }),
    ).rejects.toThrow('no table');
    for (const event of [{}, { triggerSource: 'PreAuthentication_Authentication', request: {} }])
      await expect(trigger(event)).rejects.toThrow();
  });
});
