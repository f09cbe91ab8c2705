import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { mailer, mailLog, portalOrigin } from '#shared/messages/access.ts';
import { limitNames, limits } from '#shared/platform/access.ts';
import {
  accounts,
  appClient,
  challengeStanding,
  credentials,
  endedSessions,
  firstPassword,
  newBrowsers,
  passkeys,
  passwordCheck,
  passwordTurns,
  provedSignIn,
  sessionCutoff,
  sessionLength,
  signInCodes,
  signInLane,
  signInStanding,
  userPool,
} from '#shared/sign-in/access.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** Signing in, staying signed in, signing out (R1, R3). */
export function sessionEndpoints(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.signIn, parts, {
    errorImpact: 'Customers cannot sign in.',
    uses: [passwordCheck, signInLane, sessionLength, signInStanding, newBrowsers.note, limitNames],
    // The last attempt may begin after 12 s, and the pool gets 14 s.
    timeout: Duration.seconds(29),
  });
  new Endpoint(scope, contract.challengePasskey, parts, {
    errorImpact: 'Customers cannot sign in by a passkey; passwords work.',
    uses: [appClient, portalOrigin],
  });
  new Endpoint(scope, contract.signInByPasskey, parts, {
    errorImpact: 'Customers cannot sign in by a passkey; passwords work.',
    uses: [appClient, sessionLength, passkeys.find, passkeys.use, provedSignIn, newBrowsers.note, portalOrigin],
    // Two calls to the pool of 7 s each.
    timeout: Duration.seconds(20),
  });
  new Endpoint(scope, contract.takeSecondStep, parts, {
    errorImpact: 'Customers who have chosen a second step cannot sign in by a code; passkeys work.',
    uses: [
      ...[appClient, sessionLength, signInStanding, provedSignIn, newBrowsers.note],
      ...[signInCodes.holderOf, signInCodes.keep, signInCodes.takeTry, signInCodes.use],
      ...[limits.take, limits.giveBack, mailer.send, mailLog.noteSent, portalOrigin],
    ],
    // Two calls to the pool of 7 s each.
    timeout: Duration.seconds(20),
  });
  new Endpoint(scope, contract.choosePassword, parts, {
    errorImpact: 'Customers cannot finish their first sign-in or a recovery.',
    uses: [
      appClient,
      sessionLength,
      userPool.choosePassword,
      challengeStanding,
      signInStanding,
      passwordTurns.take,
      passwordTurns.release,
      firstPassword.endRegistration,
      mailer.send,
      portalOrigin,
    ],
  });
  new Endpoint(scope, contract.refreshSession, parts, {
    errorImpact: 'Customers are signed out every few minutes.',
    uses: [appClient, sessionLength, userPool.refresh, accounts.live, endedSessions.endFamily],
  });
  new Endpoint(scope, contract.signOut, parts, {
    errorImpact: 'Customers who sign out stay signed in on that device.',
    uses: [appClient, sessionLength, userPool.revoke, endedSessions.signOut],
  });
  new Endpoint(scope, contract.endSessions, parts, {
    errorImpact: 'Customers cannot sign out everywhere, for instance after losing a device.',
    uses: [accounts.live, credentials.signOutEverywhere, sessionCutoff.set],
  });
}
