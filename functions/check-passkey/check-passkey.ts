import * as v from 'valibot';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { accountOf } from '#shared/sign-in/credentials/credentials.ts';
import type { Proofs } from '#shared/sign-in/passkeys/passkey.ts';

const userAttributes = v.nullish(v.record(v.string(), v.string()), {});

/** What the trigger reads of the pool's three events for a custom challenge. */
const eventSchema = v.variant('triggerSource', [
  v.looseObject({
    triggerSource: v.literal('DefineAuthChallenge_Authentication'),
    request: v.looseObject({
      session: v.nullish(v.array(v.looseObject({ challengeName: v.string(), challengeResult: v.boolean() })), []),
      userNotFound: v.nullish(v.boolean(), false),
    }),
  }),
  v.looseObject({ triggerSource: v.literal('CreateAuthChallenge_Authentication') }),
  v.looseObject({
    triggerSource: v.literal('VerifyAuthChallengeResponse_Authentication'),
    request: v.looseObject({ userAttributes, challengeAnswer: v.string() }),
  }),
]);
type Event = v.InferOutput<typeof eventSchema>;

type Needs = { readonly proofs: Pick<Proofs, 'take'>; readonly now: () => Date };

/**
 * The pool's triggers for signing in without a password: one challenge, whose only right answer is the id of a proof that
 * sign-in-by-passkey has written for this user's account. A proof counts once. Whoever calls the pool without one gets no tokens.
 * Throws for any other event; the pool may run it again after 5 s, and a proof that was taken then is a wrong answer.
 */
export const checkPasskey = (needs: Needs) => async (event: unknown) => {
  const parsed = v.parse(eventSchema, event);
  return { ...parsed, response: await responseTo(parsed, needs) };
};

async function responseTo(event: Event, { proofs, now }: Needs) {
  switch (event.triggerSource) {
    case 'DefineAuthChallenge_Authentication':
      return next(event.request);
    case 'CreateAuthChallenge_Authentication':
      return { publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: 'PASSKEY' };
    case 'VerifyAuthChallengeResponse_Authentication': {
      const { userAttributes: attributes, challengeAnswer: proofId } = event.request;
      const accountId = accountOf(attributes);
      return { answerCorrect: accountId !== undefined && (await taken(proofs, { proofId, accountId }, now())) };
    }
  }
}

type Answered = { readonly challengeName: string; readonly challengeResult: boolean };

/**
 * One answer to our own challenge decides. An unknown user gets no challenge. A caller may begin with SRP, and then the pool counts
 * `SRP_A` as a right answer, with which nothing is proved.
 */
function next({ session, userNotFound }: { session: readonly Answered[]; userNotFound: boolean }) {
  const [answer, ...more] = session;
  const isRight = answer?.challengeName === 'CUSTOM_CHALLENGE' && answer.challengeResult && more.length === 0;
  if (userNotFound || (answer && !isRight)) return { issueTokens: false, failAuthentication: true };
  if (answer) return { issueTokens: true, failAuthentication: false };
  return { issueTokens: false, failAuthentication: false, challengeName: 'CUSTOM_CHALLENGE' };
}

async function taken(proofs: Needs['proofs'], ...[proof, now]: Parameters<Proofs['take']>): Promise<boolean> {
  try {
    return await proofs.take(proof, now);
  } catch (error) {
    log.error('passkey-not-checked', { operation: 'check-passkey', outcome: 'failed', ...describeError(error) });
    throw error;
  }
}
