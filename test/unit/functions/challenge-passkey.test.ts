import { describe, expect, it } from 'vitest';
import { aVisitorsCall } from '#test/builders/call.ts';
import { clientDataNaming, keptCookie, someChallenges } from '#test/builders/passkeys.ts';
import { answerOf } from '#test/support/behaviour.ts';
import { challengePasskey } from '../../../functions/challenge-passkey/challenge-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');

describe('challenge-passkey', () => {
  it('gives any visitor a challenge of its own browser, and who asks', async () => {
    const endpoint = challengePasskey({ challenges: someChallenges, relyingParty: { id: 'portal.example' }, now });
    const { body, cookies } = await answerOf(endpoint, aVisitorsCall);
    expect(body).toEqual({ challenge: expect.stringMatching(/^[\w-]{43}$/), relyingPartyId: 'portal.example' });
    const named = clientDataNaming(body.challenge);
    expect(someChallenges.read(keptCookie(cookies?.[0]), { kind: 'sign-in' }, named, now())).toBe(body.challenge);
  });
});
