import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ByClock } from 'watched-stack';
import { contract } from '#shared/contract/contract.ts';
import {
  cancellations,
  contactChanges,
  finishingRequests,
  languages,
  mobiles,
  reminderChoices,
  unclaimedUsers,
} from '#shared/customers/access.ts';
import { documentVersions } from '#shared/documents/access.ts';
import { audit, corrections, waitingCorrections } from '#shared/helpdesk/access.ts';
import { helpline, mailer, mailLog, notices, portalOrigin, provedMailer, sms } from '#shared/messages/access.ts';
import { limitNames, limits, pseudonyms } from '#shared/platform/access.ts';
import {
  accounts,
  appClient,
  credentials,
  guard,
  passkeys,
  passwordCheck,
  passwordTurns,
  recoveries,
  recoveryRequests,
  secondSteps,
  sessionCutoff,
} from '#shared/sign-in/access.ts';
import { PortalWorker } from '../portal-worker.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** A test of a password may begin after 12 s and the pool gets 14 s. */
const passwordTimeout = Duration.seconds(29);

/** Forgotten access, the account itself, and its end (R4, R11). */
export function accountEndpoints(scope: Construct, parts: PortalParts) {
  recovery(scope, parts);
  cancelling(scope, parts);
  contacts(scope, parts);
  passkeysOfAccount(scope, parts);

  new Endpoint(scope, contract.getAccount, parts, {
    errorImpact: 'Customers do not see their own data.',
    uses: [accounts.live, contactChanges.waiting, corrections.findWaiting, passkeys.list],
  });
  new Endpoint(scope, contract.chooseSecondStep, parts, {
    errorImpact: 'Customers cannot turn the second step of their sign-in on or off, or keep it after a recovery.',
    uses: [accounts.live, passwordCheck, secondSteps.choose, audit.note],
    timeout: passwordTimeout,
  });
  new Endpoint(scope, contract.changePassword, parts, {
    errorImpact: 'Customers cannot change their password.',
    uses: [
      ...[accounts.live, passwordCheck],
      ...[credentials.setPassword, credentials.signOutEverywhere, sessionCutoff.set],
      ...[passwordTurns.take, passwordTurns.release],
      ...[mailer.send, portalOrigin],
    ],
    timeout: passwordTimeout,
  });
}

/** The endpoint only queues what it was given: what it does not know it cannot leak (R4.2). */
function recovery(scope: Construct, parts: PortalParts) {
  const { stores } = parts;
  new PortalWorker(scope, 'work-recoveries', stores, {
    errorImpact: 'Customers who forgot their username or password get no mail.',
    uses: [
      ...[recoveries.find, recoveries.admit, recoveries.openLink, recoveries.mark],
      ...[credentials.setTemporaryPassword, credentials.signOutEverywhere, sessionCutoff.set, guard.clear],
      secondSteps.beginEnd,
      ...[passwordTurns.take, passwordTurns.release],
      ...[pseudonyms, provedMailer.send, portalOrigin, mailLog.noteSent],
    ],
    timeout: Duration.seconds(30),
    batchSize: 5,
    maxConcurrency: 5,
    lateAfter: Duration.minutes(15),
  });
  new Endpoint(scope, contract.recoverAccess, parts, {
    errorImpact: 'Customers who forgot their username or password cannot ask for help.',
    uses: [recoveryRequests, pseudonyms, mobiles],
  });
}

/** What erases a closed account. */
export const finishingACancellation = [
  ...Object.values(cancellations),
  waitingCorrections.drop,
  ...[documentVersions.remove, credentials.signOutEverywhere, credentials.remove, passwordTurns.isTaken],
  ...[provedMailer.send, portalOrigin],
];

/** Done at once by the endpoint; the queue finishes what a crash left (R11.1). */
function cancelling(scope: Construct, parts: PortalParts) {
  const { stores } = parts;
  const worker = new PortalWorker(scope, 'finish-cancelling', stores, {
    errorImpact: 'Access of customers who cancelled has ended, but their data is not erased.',
    uses: [...finishingACancellation, unclaimedUsers.due, unclaimedUsers.sweep],
    timeout: Duration.seconds(60),
    batchSize: 1,
    maxConcurrency: 2,
    lateAfter: Duration.hours(1),
  });
  new ByClock(scope, 'sweep-users-schedule', {
    runs: worker,
    description: 'Users of the pool that never got an account go',
    every: Duration.days(1),
    errorImpact: 'Users of the pool that never got an account stay there.',
  });
  new Endpoint(scope, contract.cancelRegistration, parts, {
    errorImpact: 'Customers cannot cancel their registration.',
    uses: [accounts.live, passwordCheck, ...finishingACancellation, finishingRequests],
    // Shorter than the 60 s after which the queue takes over.
    timeout: passwordTimeout,
  });
}

/** Added after giving the password again, named, removed. */
function passkeysOfAccount(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.challengeNewPasskey, parts, {
    errorImpact: 'Customers cannot add a passkey.',
    uses: [accounts.live, passkeys.list, passwordCheck, portalOrigin],
    timeout: passwordTimeout,
  });
  new Endpoint(scope, contract.addPasskey, parts, {
    errorImpact: 'Customers cannot add the passkey that their device has just made.',
    uses: [accounts.live, passkeys.list, passkeys.add, audit.note, appClient, portalOrigin],
  });
  new Endpoint(scope, contract.renamePasskey, parts, {
    errorImpact: 'Customers cannot rename a passkey.',
    uses: [accounts.live, passkeys.rename],
  });
  new Endpoint(scope, contract.removePasskey, parts, {
    errorImpact: 'Customers cannot remove a passkey, for instance that of a lost telephone.',
    uses: [accounts.live, passkeys.remove, audit.note],
  });
}

/** Changed by the customer, confirmed at the new address or number (R11.2). */
function contacts(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.changeLanguage, parts, {
    errorImpact: 'Customers cannot change the language of their mails.',
    uses: [languages.set],
  });
  new Endpoint(scope, contract.changeReminders, parts, {
    errorImpact: 'Customers cannot switch the reminders about their documents on or off.',
    uses: [reminderChoices.set],
  });
  new Endpoint(scope, contract.changeContact, parts, {
    errorImpact: 'Customers cannot change their e-mail address or mobile number.',
    uses: [
      ...[accounts.live, passwordCheck],
      ...[contactChanges.isFree, contactChanges.put, contactChanges.withdraw, mobiles, pseudonyms, limitNames],
      ...[limits.take, limits.giveBack],
      ...[mailer.send, portalOrigin, helpline, sms],
    ],
    timeout: passwordTimeout,
  });
  const confirming = [
    ...[contactChanges.find, contactChanges.apply, pseudonyms],
    ...[notices.release, notices.remove, provedMailer.send, portalOrigin, mailLog.noteSent],
  ];
  new Endpoint(scope, contract.confirmEmail, parts, {
    errorImpact: 'Customers press the button of the mail to their new address, and the old one stays.',
    uses: confirming,
  });
  new Endpoint(scope, contract.confirmMobile, parts, {
    errorImpact: 'Customers type the code sent to their new mobile number, and the old one stays.',
    uses: [...confirming, accounts.live, contactChanges.takeTry, sms],
  });
}
