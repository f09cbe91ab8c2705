import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { mobiles, registrations, unclaimedAccounts, unclaimedUsers } from '#shared/customers/access.ts';
import { attempts } from '#shared/helpdesk/access.ts';
import { registry } from '#shared/insurer/access.ts';
import { helpline, mailer, portalOrigin, sms, smsLog } from '#shared/messages/access.ts';
import {
  confirmationMailLimit,
  identificationLimits,
  limitNames,
  limits,
  passwordSmsLimit,
  pseudonyms,
} from '#shared/platform/access.ts';
import { credentials, passwordTurns, sessionCutoff } from '#shared/sign-in/access.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** From the first form to the first password (R2). */
export function registrationEndpoints(scope: Construct, parts: PortalParts) {
  const { persons } = parts;
  new Endpoint(scope, contract.register, parts, {
    errorImpact: 'New customers cannot register.',
    uses: [
      ...[registry.candidates, registry.policiesOf, persons],
      ...[registrations.reserve, registrations.settleReplaced, registrations.withdraw],
      ...[limits.take, limits.giveBack, identificationLimits, mobiles, pseudonyms, limitNames],
      ...[mailer.send, portalOrigin, helpline],
      attempts.keep,
    ],
  });
  new Endpoint(scope, contract.resendConfirmation, parts, {
    errorImpact: 'Customers who did not get the confirmation e-mail cannot ask for it again.',
    uses: [
      ...[registrations.find, registrations.renew],
      ...[limits.take, limits.giveBack, confirmationMailLimit, limitNames],
      ...[mailer.send, portalOrigin, helpline],
    ],
  });
  new Endpoint(scope, contract.previewConfirmation, parts, {
    errorImpact: 'Customers cannot see what they confirm and do not get their account.',
    uses: [
      ...[registrations.findByToken, registrations.findEnrolled, registrations.recordNamed],
      ...[registry.policiesOf, persons],
    ],
  });
  new Endpoint(scope, contract.confirmRegistration, parts, {
    errorImpact: 'Customers press the button of their confirmation e-mail and get no account.',
    uses: [
      ...[registrations.findByToken, registrations.findEnrolled, registrations.confirm, registrations.enrolFurther],
      ...[registrations.find, registrations.recordPasswordSms],
      ...[registry.policiesOf, persons],
      ...[credentials.create, credentials.setTemporaryPassword, unclaimedUsers.evict],
      ...[passwordTurns.take, passwordTurns.release],
      ...[sms, smsLog.noteSending, pseudonyms],
    ],
    timeout: Duration.seconds(20),
  });
  new Endpoint(scope, contract.resendPasswordSms, parts, {
    errorImpact: 'Customers who did not get their password by SMS cannot ask for it again.',
    uses: [
      ...[registrations.find, registrations.recordPasswordSms, unclaimedAccounts.find],
      ...[limits.take, limits.giveBack, passwordSmsLimit],
      ...[credentials.setTemporaryPassword, sessionCutoff.set, passwordTurns.take, passwordTurns.release],
      ...[sms, smsLog.noteSending, pseudonyms],
    ],
  });
}
