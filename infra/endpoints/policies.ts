import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ByClock, WatchedFunction } from 'watched-stack';
import { contract } from '#shared/contract/contract.ts';
import { registry } from '#shared/insurer/access.ts';
import { mailLog, notices, portalOrigin, provedMailer, sms } from '#shared/messages/access.ts';
import { enrolments } from '#shared/policies/access.ts';
import { accounts } from '#shared/sign-in/access.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** Policies, electronic post for them, and the notices about both (R8). */
export function policyEndpoints(scope: Construct, parts: PortalParts) {
  const { stores, persons } = parts;
  new Endpoint(scope, contract.listPolicies, parts, {
    errorImpact: 'Customers do not see their policies.',
    uses: [accounts.live, registry.policiesOf, persons, enrolments.findAll, enrolments.keptSwitches],
  });
  new Endpoint(scope, contract.enrolPolicy, parts, {
    errorImpact: 'Customers cannot ask for electronic post.',
    uses: [accounts.live, registry.findPolicy, persons, enrolments.find, enrolments.lastChange, enrolments.enrol],
  });
  new Endpoint(scope, contract.endEnrolment, parts, {
    errorImpact: 'Customers cannot end electronic post.',
    uses: [accounts.live, registry.findPolicy, persons, enrolments.find, enrolments.end],
  });

  const sender = new WatchedFunction(scope, 'send-notices', stores, {
    errorImpact:
      'Customers get no mail when electronic post of a policy begins or ends or sign-in is locked, and the old address gets none when a contact has changed.',
    uses: [
      ...[notices.read, notices.lease, notices.release, notices.remove, notices.recipientOf, notices.takeLockMail],
      ...[provedMailer.send, portalOrigin, mailLog.noteSent, sms],
    ],
    timeout: Duration.minutes(2),
  });
  new ByClock(scope, 'every-minute', {
    runs: sender,
    every: Duration.minutes(1),
    errorImpact: 'Customers get no mail about locks, ended electronic post and changed contacts.',
  });
}
