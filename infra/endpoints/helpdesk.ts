import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ByClock, WatchedFunction } from 'watched-stack';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { finishingRequests, mobiles, registrations } from '#shared/customers/access.ts';
import { mailOutcomes } from '#shared/documents/access.ts';
import {
  attempts,
  audit,
  callerLimits,
  callers,
  contests,
  corrections,
  identifications,
  locks,
  messages,
  passwordLimit,
  waitingCorrections,
} from '#shared/helpdesk/access.ts';
import { registry } from '#shared/insurer/access.ts';
import {
  lastCanaries,
  mailLog,
  portalOrigin,
  provedMailer,
  sendCanary,
  sms,
  smsHealth,
  smsLog,
  suppressionList,
} from '#shared/messages/access.ts';
import { limits, pseudonyms } from '#shared/platform/access.ts';
import { credentials, guard, passwordTurns, secondSteps, sessionCutoff } from '#shared/sign-in/access.ts';
import { helpdeskRole } from '../identity/helpdesk-role.ts';
import { finishingACancellation } from './account.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** The endpoints of the helpdesk (TeleBiztosító): serving callers, and the health of SMS (R10). */
export function helpdeskEndpoints(scope: Construct, parts: PortalParts) {
  lookingEndpoints(scope, parts);
  actingEndpoints(scope, parts);
  correctionEndpoints(scope, parts);
  contestEndpoints(scope, parts);
  smsCanary(scope, parts);
  staffPolicy(scope, parts);
}

function lookingEndpoints(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.showSmsHealth, parts, {
    errorImpact: 'The helpdesk cannot tell callers whether SMS arrive now.',
    uses: [smsHealth, audit.note],
  });
  new Endpoint(scope, contract.identifyCaller, parts, {
    errorImpact: 'The helpdesk can identify nobody and so help nobody.',
    uses: [
      ...[registry.candidates, parts.persons, identifications.open, audit.note],
      ...[limits.take, limits.giveBack, callerLimits, pseudonyms],
    ],
  });
  new Endpoint(scope, contract.showAccount, parts, {
    errorImpact: 'The helpdesk does not see why a caller cannot get in.',
    uses: [
      ...[identifications.require, identifications.note, callers.find],
      ...[corrections.findWaiting, guard.standings, messages.last, suppressionList.find],
    ],
  });
  new Endpoint(scope, contract.showRegistrationAttempts, parts, {
    errorImpact: 'The helpdesk cannot tell callers why their registration failed.',
    uses: [identifications.require, identifications.note, attempts.find],
  });
}

function actingEndpoints(scope: Construct, parts: PortalParts) {
  // A refusal is audited, too (R10.3).
  const acting = [identifications.require, callers.find, audit.note, limits.take, limits.giveBack];
  const correcting = [
    ...acting,
    ...[identifications.note, corrections.findWaiting, corrections.apply, corrections.begin],
    corrections.formerAddresses,
    ...[pseudonyms, provedMailer.send, portalOrigin, mailLog.noteSent],
  ];
  new Endpoint(scope, contract.compareMobile, parts, {
    errorImpact: 'Callers with a wrong mobile number cannot have it corrected and get no password.',
    uses: [...correcting, mobiles],
  });
  new Endpoint(scope, contract.correctEmail, parts, {
    errorImpact: 'Callers with a wrong e-mail address cannot have it corrected.',
    uses: correcting,
  });
  new Endpoint(scope, contract.resendPassword, parts, {
    errorImpact: 'Callers cannot be sent a new password by SMS.',
    uses: [
      ...acting,
      ...[identifications.note, registrations.recordPasswordSms, passwordLimit],
      ...[credentials.setTemporaryPassword, credentials.signOutEverywhere, sessionCutoff.set],
      ...[passwordTurns.take, passwordTurns.release, pseudonyms],
      ...[sms, smsLog.noteSending],
    ],
  });
  new Endpoint(scope, contract.liftLock, parts, {
    errorImpact: 'Callers who locked themselves out have to wait for 24 hours.',
    uses: [...acting, locks.lift],
  });
  new Endpoint(scope, contract.liftSuppression, parts, {
    errorImpact: 'Callers whose address is on the suppression list still get no mail.',
    uses: [
      ...[...acting, identifications.note, mailOutcomes.noteOnAccount],
      ...[suppressionList.find, suppressionList.remove],
    ],
  });
}

/** Corrections wait 72 hours after the first sign-in; until then the customer can stop them. */
function correctionEndpoints(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.stopCorrection, parts, {
    errorImpact: 'Customers cannot stop a contact change that somebody else asked for in their name.',
    uses: [waitingCorrections.stop, secondSteps.keep, audit.note],
  });
  const applying = new WatchedFunction(scope, 'apply-corrections', parts.stores, {
    errorImpact:
      'Corrected mobile numbers and e-mail addresses do not come into force, or a contested registration waits for days for its decision.',
    uses: [waitingCorrections.due, waitingCorrections.carryOut, contests.undecided],
    timeout: Duration.minutes(2),
  });
  new ByClock(scope, 'apply-corrections-schedule', {
    runs: applying,
    every: Duration.minutes(15),
    errorImpact: 'Corrected mobile numbers and e-mail addresses do not come into force.',
  });
}

/** Somebody registered under the caller's data: one agent freezes it, another decides (R10.4). */
function contestEndpoints(scope: Construct, parts: PortalParts) {
  const asking = [identifications.require, callers.find, audit.note];
  new Endpoint(scope, contract.openContest, parts, {
    severity: 'part',
    errorImpact: 'A registration under somebody else’s data cannot be frozen: the impostor goes on reading documents.',
    uses: [...asking, identifications.note, limits.take, limits.giveBack, contests.open],
  });
  new Endpoint(scope, contract.decideContest, parts, {
    errorImpact: 'Contested registrations stay frozen: the holder can neither register nor sign in.',
    uses: [...asking, contests.decide, ...finishingACancellation, finishingRequests],
    timeout: Duration.seconds(29),
  });
}

/** A test SMS to the operator, where the settings name a number. */
function smsCanary(scope: Construct, { stores, settings }: PortalParts) {
  const canary = new WatchedFunction(scope, 'send-sms-canary', stores, {
    severity: 'part',
    errorImpact: 'SMS do not arrive, or nobody would see it: customers may not get their passwords.',
    uses: [lastCanaries, sendCanary, smsLog.noteSending],
  });
  if (settings.smsCanaryNumber !== undefined)
    new ByClock(scope, 'send-sms-canary-schedule', {
      runs: canary,
      every: Duration.minutes(30),
      errorImpact: 'Nobody would notice that SMS do not arrive.',
    });
}

/** Permission to call exactly the helpdesk's routes, and the role that has it. */
function staffPolicy(scope: Construct, { api, settings }: PortalParts) {
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  const routes = endpoints.filter(({ auth }) => auth === 'iam');
  const policy = new ManagedPolicy(scope, 'helpdesk-staff', {
    description: 'The calls of the customer portal that TeleBiztosito makes for callers',
    statements: [
      new PolicyStatement({
        actions: ['execute-api:Invoke'],
        resources: routes.map(({ method, path }) =>
          Stack.of(scope).formatArn({
            service: 'execute-api',
            resource: api.api.apiId,
            resourceName: `$default/${method}${path.replace(/\{\w+\}/g, '*')}`,
          }),
        ),
      }),
    ],
  });
  helpdeskRole(scope, policy, settings.helpdeskTrust);
  new CfnOutput(scope, 'HelpdeskPolicyArn', { value: policy.managedPolicyArn });
}
