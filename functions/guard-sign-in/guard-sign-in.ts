import * as v from 'valibot';
import { username } from '#shared/contract/fields.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { accountOf } from '#shared/sign-in/credentials/credentials.ts';
import type { Guard } from '#shared/sign-in/guard/guard.ts';
import { attemptId } from '#shared/sign-in/guard/guard.ts';
import { laneText, openLane } from '#shared/sign-in/guard/lane.ts';
import { type Proofs, proofMember } from '#shared/sign-in/passkeys/passkey.ts';
import { refusal } from '#shared/sign-in/pool/user-pool.ts';

/**
 * What the guard reads from the pool's pre-authentication event. Whether the user exists changes neither the answer nor the time
 * (R1.1); only the strikes of unknown names are deleted after 13 months. The lane is trusted: only the portal's own functions may
 * call the pool.
 */
const eventSchema = v.object({
  userName: username,
  request: v.object({
    validationData: v.union([
      v.object({ attemptId, lane: v.optional(laneText, openLane) }),
      v.object({ [proofMember]: v.pipe(v.string(), v.maxLength(100)) }),
    ]),
    userNotFound: v.nullish(v.boolean(), false),
    userAttributes: v.nullish(v.record(v.string(), v.unknown()), {}),
  }),
});
type Event = v.InferOutput<typeof eventSchema>;

type Needs = {
  readonly guard: Pick<Guard, 'admit'>;
  readonly proofs: Pick<Proofs, 'isOpen'>;
  readonly now: () => Date;
};

/**
 * The pool's pre-authentication trigger. It runs before the pool compares a password, for every flow and client (R3.2). Returns
 * the pool's own event, which admits the attempt. Throws one of a few fixed words, which the pool passes on to the client. It
 * refuses attempts that our own sign-in did not name. The pool may run it again after 5 s.
 *
 * A sign-in by a passkey tests no password, so it takes no lease; the guard admits it by its proof, which only a verified passkey
 * brings. Whether the pool asks the guard for it at all is not certain (docs/aws-assumptions.md): check-passkey takes the proof.
 */
export const guardSignIn =
  (needs: Needs) =>
  async <E>(event: E): Promise<E> => {
    const parsed = v.safeParse(eventSchema, event);
    if (!parsed.success) throw refuse('UNNAMED');
    const admission = await admitted(needs, parsed.output);
    switch (admission) {
      case 'proved':
        return event;
      case 'unproved':
        throw refuse('UNNAMED');
      case 'leased':
        log.info('sign-in-attempt', { operation: 'guard-sign-in', outcome: 'leased' });
        return event;
      case 'busy':
        throw refuse(refusal.busy);
      case 'locked':
        throw refuse(refusal.locked);
    }
  };

async function admitted({ guard, proofs, now }: Needs, { userName, request }: Event) {
  const { validationData, userNotFound: isForgotten, userAttributes } = request;
  const accountId = isForgotten ? undefined : accountOf(textsOf(userAttributes));
  try {
    if (!('attemptId' in validationData)) {
      const proof = { proofId: validationData[proofMember], accountId: accountId ?? '' };
      return (await proofs.isOpen(proof, now())) ? 'proved' : 'unproved';
    }
    return (await guard.admit(userName, validationData.attemptId, validationData.lane, { isForgotten, accountId }))
      .kind;
  } catch (error) {
    log.error('sign-in-attempt', { operation: 'guard-sign-in', outcome: 'failed', ...describeError(error) });
    throw refuse('FAILED');
  }
}

const textsOf = (attributes: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** An error without a stack: Lambda logs every error that a function throws, which is a thousand times in an attack. */
function refuse(word: string): Error {
  const error = new Error(word);
  error.stack = word;
  return error;
}
