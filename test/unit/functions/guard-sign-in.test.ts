import { describe, expect, it } from 'vitest';
import { unknownNameKept } from '#shared/sign-in/guard/guard-state.ts';
import { aMemoryGuard } from '#test/builders/memory-guard.ts';
import { noProofs } from '#test/builders/no-proofs.ts';
import { guardSignIn } from '../../../functions/guard-sign-in/guard-sign-in.ts';

const id = (n: number) => `attempt-number-${String(n).padStart(10, '0')}`;

/** The pool's event, with fields that the guard does not read. */
const anEvent = (attemptId: string | undefined, userName = 'anna', userNotFound = false) => ({
  version: '1',
  triggerSource: 'PreAuthentication_Authentication',
  userName,
  request: { userAttributes: {}, validationData: attemptId === undefined ? null : { attemptId }, userNotFound },
  response: {},
});

function setup() {
  const { guard, stateOf } = aMemoryGuard({ now: () => new Date('2027-01-31T12:00:00Z') });
  return { trigger: guardSignIn({ guard, ...noProofs }), guard, stateOf };
}

describe('the pre-authentication trigger', () => {
  it('admits an attempt by returning the event that it got', async () => {
    const { trigger } = setup();
    const event = anEvent(id(1));
    expect(await trigger(event)).toBe(event);
  });

  it('R15.2 takes null for what the pool leaves out: whether there is such a user', async () => {
    const { trigger } = setup();
    const { request, ...event } = anEvent(id(1));
    const sent = { ...event, request: { ...request, userNotFound: null } };
    expect(await trigger(sent)).toBe(sent);
  });

  it.each([undefined, '', 'short', '__proto__', 'with space in it and long enough'])(
    'R3.2 refuses an attempt named %s',
    async (name) => {
      const { trigger, stateOf } = setup();
      await expect(trigger(anEvent(name))).rejects.toThrow('UNNAMED');
      expect(stateOf('anna').leases).toEqual({});
    },
  );

  it('R3.3 a second run for the same attempt has the same lease', async () => {
    const { trigger, stateOf } = setup();
    await Promise.all([trigger(anEvent(id(1))), trigger(anEvent(id(1)))]);
    await trigger(anEvent(id(1)));
    expect(Object.keys(stateOf('anna').leases)).toEqual([id(1)]);
  });

  it('refuses the fourth at once as BUSY, and everyone as LOCKED after three strikes', async () => {
    const { trigger, guard } = setup();
    for (const n of [1, 2, 3]) await trigger(anEvent(id(n)));
    await expect(trigger(anEvent(id(4)))).rejects.toThrow(/^BUSY$/);
    for (const n of [1, 2, 3]) await guard.settle('anna', id(n), 'wrong');
    await expect(trigger(anEvent(id(5)))).rejects.toThrow(/^LOCKED$/);
  });

  it('R3.2b leases in the lane that sign-in names, and in the open one where it names none', async () => {
    const { trigger, stateOf } = setup();
    const lane = 'device.PPPPPPPPPPPPPPPPPPPPPP';
    const event = anEvent(id(1));
    await trigger({ ...event, request: { ...event.request, validationData: { attemptId: id(1), lane } } });
    await trigger(anEvent(id(2)));
    expect([stateOf('anna', lane), stateOf('anna')].map(({ leases }) => Object.keys(leases))).toEqual([
      [id(1)],
      [id(2)],
    ]);
  });

  it('R3.2b refuses a lane that is none', async () => {
    const { trigger } = setup();
    const event = anEvent(id(1));
    const request = { ...event.request, validationData: { attemptId: id(1), lane: 'device.#' } };
    await expect(trigger({ ...event, request })).rejects.toThrow('UNNAMED');
  });

  it.each([
    ['the portal’s own id', { sub: 's-1', 'custom:account': 'account-1' }, 'account-1'],
    ['for users from before it, the sub', { sub: 's-1' }, 's-1'],
    ['none, where the pool gives no attributes', null, undefined],
  ])('R3.5 keeps whose name it is, so that a lock can be told: %s', async (_, userAttributes, accountId) => {
    const { trigger, stateOf } = setup();
    const event = anEvent(id(1));
    await trigger({ ...event, request: { ...event.request, userAttributes } });
    expect(stateOf('anna').accountId).toBe(accountId);
  });

  it('R1.1 R1.3 counts known and unknown users in the same way, by the trimmed, lower-cased name', async () => {
    const { trigger, stateOf } = setup();
    await trigger(anEvent(id(1), ' Anna', true));
    await trigger(anEvent(id(2), 'ANNA', false));
    expect(Object.keys(stateOf('anna').leases)).toHaveLength(2);
  });

  it('deletes the strikes of unknown names, never those of users: the event says which it is', async () => {
    const { trigger, stateOf } = setup();
    await trigger(anEvent(id(1), 'nobody', true));
    expect(stateOf('nobody').forgetAt).toBe(Date.parse('2027-01-31T12:00:00Z') + unknownNameKept);
    await trigger(anEvent(id(1)));
    expect(stateOf('anna').forgetAt).toBeUndefined();
    // A recovery creates the user again, or somebody takes the name: from then on it is known.
    await trigger(anEvent(id(2), 'nobody', false));
    expect(stateOf('nobody').forgetAt).toBeUndefined();
  });

  it('admits a passkey’s sign-in by its proof, without a lease, and none whose proof is not its account’s', async () => {
    const { guard, stateOf } = aMemoryGuard({ now: noProofs.now });
    const asked: unknown[] = [];
    const proofs = {
      async isOpen(proof: unknown) {
        asked.push(proof);
        return Object(proof).proofId === 'open';
      },
    };
    const trigger = guardSignIn({ ...noProofs, guard, proofs });
    const event = (passkeyProof: string) => ({
      ...anEvent(undefined),
      request: { userAttributes: { 'custom:account': 'account-1' }, validationData: { passkeyProof } },
    });
    const open = event('open');
    expect(await trigger(open)).toBe(open);
    await expect(trigger(event('over'))).rejects.toThrow(/^UNNAMED$/);
    expect(asked).toEqual(['open', 'over'].map((proofId) => ({ proofId, accountId: 'account-1' })));
    expect(stateOf('anna').leases).toEqual({});
  });

  it('throws one word when the guard fails, and nothing about the reason', async () => {
    const trigger = guardSignIn({
      ...noProofs,
      guard: {
        admit: async () => {
          throw new Error('table anna is gone');
        },
      },
    });
    await expect(trigger(anEvent(id(1)))).rejects.toThrow(/^FAILED$/);
  });
});
