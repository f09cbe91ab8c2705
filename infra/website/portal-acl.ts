import type { Construct } from 'constructs';
import { calls, WebAcl } from 'watched-stack';
import { problemBody, problemTable } from '#shared/contract/problems.ts';
import type { Settings } from '#stages/settings.ts';

export type PortalAclSettings = Pick<
  Settings,
  'sessionCallsPerAddress' | 'recoveryCallsPerAddress' | 'registrationCallsPerAddress' | 'blockedNetworks'
>;

const refusal = 'too-many-requests';
const { all, any, at, below, byMethod } = calls;

const signsIn = at('/api/session');
/** Who is signed in goes on: refreshing, signing out, and what needs a token are other calls. */
const withoutSession = all(byMethod('POST'), any(signsIn, below('/api/recoveries'), below('/api/registrations')));

/**
 * Refuses an address that calls too often where no session is needed, before CloudFront and the API see it. On signing in and
 * recovering the functions never count by address, so that nobody is locked out for a neighbour's sake: these limits only stop
 * machines. Networks that an operator has blocked may neither sign in, nor recover, nor register (docs/runbook.md, "lock-surge").
 * `npm run operate -- networks` reads its samples.
 */
export class PortalAcl extends WebAcl {
  constructor(scope: Construct, id: string, settings: PortalAclSettings) {
    super(scope, id, {
      description: 'Addresses that call the customer portal too often',
      refusal: { name: refusal, status: problemTable[refusal].status, body: problemBody(refusal) },
      blocked: { networks: settings.blockedNetworks, from: withoutSession },
      // Its samples show who signs in, so that an attack's networks are found.
      counted: { 'sign-ins': all(byMethod('POST'), signsIn) },
      limits: {
        session: { below: '/api/session', calls: settings.sessionCallsPerAddress },
        recoveries: { below: '/api/recoveries', calls: settings.recoveryCallsPerAddress },
        registrations: { below: '/api/registrations', calls: settings.registrationCallsPerAddress },
      },
    });
  }
}
