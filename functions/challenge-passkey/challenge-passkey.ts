import { challengePasskey as contract } from '#shared/contract/passkeys.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { PasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import type { RelyingParty } from '#shared/sign-in/passkeys/relying-party.ts';

type Needs = {
  readonly challenges: Pick<PasskeyChallenges, 'issue'>;
  readonly relyingParty: Pick<RelyingParty, 'id'>;
  readonly now: () => Date;
};

/** Begins a sign-in by a passkey. It reads and writes nothing: every visitor of the sign-in page asks for it. */
export const challengePasskey = ({ challenges, relyingParty, now }: Needs) =>
  endpoint(contract, async ({ cookies }) => {
    const { challenge, cookie } = challenges.issue(cookies, { kind: 'sign-in' }, now());
    return { ...ok({ challenge, relyingPartyId: relyingParty.id }), cookies: [cookie] };
  });
