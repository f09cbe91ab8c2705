import { describe, expect, it } from 'vitest';
import { clockSkew, cutSessions } from '#shared/sign-in/credentials/end-sessions.ts';
import { requireLiveAccount } from '#shared/sign-in/sessions/accounts.ts';

const second = Date.parse('2027-01-31T12:00:00Z');
const holder = { accountId: 'a-1', username: 'eva' };

/** Cuts at a time of this function's clock; returns the cut (s) and when it returned. */
async function cutAt(at: number) {
  let now = at;
  let cut = 0;
  await cutSessions(
    {
      cutoff: {
        async set(_holder, from) {
          cut = from;
          return true;
        },
      },
      now: () => new Date(now),
      pause: async (ms) => {
        now += ms;
      },
    },
    holder,
  );
  return { cut, toldAt: now };
}

/** The time that a pool whose clock is `ahead` ms writes into a token at a time of ours. */
const issuedAt = (at: number, ahead: number) => Math.floor((at + ahead) / 1000);
const counts = (iat: number, sessionsValidFrom: number) => {
  try {
    requireLiveAccount({ state: 'active', sessionsValidFrom }, { issuedAt: iat, sessionId: 's' });
    return true;
  } catch {
    return false;
  }
};

describe('R4.3 the cut of sessions', () => {
  it.each([-clockSkew, -300, 0, 300, clockSkew - 1])(
    'ends every token from before and none from after, with a pool %i ms ahead',
    async (ahead) => {
      for (let ms = 0; ms < 1000; ms += 50) {
        const { cut, toldAt } = await cutAt(second + ms);
        expect([ms, counts(issuedAt(second + ms, ahead), cut)]).toEqual([ms, false]);
        expect([ms, counts(issuedAt(toldAt, ahead), cut)]).toEqual([ms, true]);
        expect(toldAt - (second + ms)).toBeLessThanOrEqual(2_000);
      }
    },
  );
});
