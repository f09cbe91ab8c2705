import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import {
  dynamoChallengeStanding,
  dynamoLaneTerms,
  dynamoSessionCutoff,
} from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { dynamoGuard } from '#shared/sign-in/guard/dynamo-guard.ts';
import { createSignInLane } from '#shared/sign-in/lanes/lanes.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { keepingTokenOf, recoveryTokenOf } from '#shared/sign-in/recovery/recovery-link.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { dynamoAccounts, dynamoFirstPassword } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { changePassword } from '../../../functions/change-password/change-password.ts';
import { choosePassword } from '../../../functions/choose-password/choose-password.ts';
import { signIn } from '../../../functions/sign-in/sign-in.ts';
import { workRecoveries } from '../../../functions/work-recoveries/work-recoveries.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Steps } from './second-steps.ts';
import { challengeSeal, deviceSeal, sessionCookies } from './sign-in.ts';
import { type ActiveAccount, activeAccounts, type SentPassword, type World } from './world.ts';

const passwordTimeout = 29_000;
const noSession = { path: undefined, query: undefined, session: undefined, cookies: {}, viewerAddress: '192.0.2.1' };

/** What every function that sets a password needs. */
export const settingNeeds = ({ stage, credentials, fresh }: World) => ({
  ...{ credentials, now: stage.clock, pause: stage.pause, newTurnId: () => fresh('turn') },
  turns: dynamoPasswordTurns(client, tables.portal),
  cutoff: dynamoSessionCutoff(client, tables.portal),
});

/** Customers, and whoever else knows a password of theirs, sign in, choose, change and recover. */
export function passwordsOf(world: World, steps: Steps) {
  const { stage, random, calls, mailer, queue, sent, chosen, fresh } = world;
  const { checkPassword, pool } = world.signIn;
  const origin = 'https://portal.example';
  const needs = { ...settingNeeds(world), mailer, origin, checkPassword, pool, devices: deviceSeal };
  const challenges: { readonly username: string; readonly challengeToken: string }[] = [];

  /** Passwords of an account that somebody has known, the present one or not. */
  const knownTo = ({ accountId }: ActiveAccount) =>
    [...sent, ...chosen]
      .filter((one) => one.accountId === accountId)
      .sort((a, b) => a.at - b.at)
      .map(({ password }) => password);
  /** Mostly the newest one, as its holder would. */
  const someKnown = (account: ActiveAccount) => {
    const known = knownTo(account);
    return random.chance(0.7) ? known.at(-1) : random.any(known);
  };
  const someAccount = async () => random.any(await activeAccounts());
  const newPassword = () => `${fresh('Kert')}-ablak-zold`;

  const secondStep = { standingOf: steps.standingOf, askSecondStep: steps.askSecondStep };
  const enter = signIn({
    ...{ checkPassword, challenges: challengeSeal, devices: deviceSeal, sessionCookies, now: stage.clock },
    laneOf: createSignInLane({
      ...{ devices: deviceSeal, now: stage.clock },
      termsOf: dynamoLaneTerms(client, tables.portal),
    }),
    ...secondStep,
    newBrowsers: { note: async () => undefined },
  }).behave;
  const choose = choosePassword({
    ...{ ...needs, ...secondStep, challenges: challengeSeal, sessionCookies },
    firstPassword: dynamoFirstPassword(client, tables.portal),
    standing: dynamoChallengeStanding(client, tables.portal),
  }).behave;
  const change = changePassword({ ...needs, accounts: dynamoAccounts(client, tables.portal) }).behave;

  /** What a browser keeps of the answer to a right password: a session, or what waits for the code. */
  function keepAnswer(
    body: object | undefined,
    {
      accountId,
      password,
      heldSince,
      set,
    }: Pick<SentPassword, 'accountId' | 'password'> & {
      readonly heldSince: number | undefined;
      readonly set: readonly string[];
    },
  ) {
    if (!body || !('accessToken' in body)) return steps.wait(accountId, password, set);
    steps.judge(accountId, heldSince);
    world.signIn.give(String(body.accessToken), set);
  }

  /** A recovery of an account, as it waits in the queue. */
  const recoveryOf = (account: ActiveAccount) => {
    const { contact, otherContacts } = contactPair(world.pseudonyms(), account.email, account.mobile);
    const request = {
      ...{ contact, otherContacts: [...otherContacts], recoveryId: fresh('recovery') },
      requestedAt: stage.date().toISOString(),
    };
    stage.say(`RECOVER ${account.username}`);
    steps.recoveryAsked(account.accountId);
    return {
      name: `recover ${request.recoveryId}`,
      work: async () => {
        await workRecoveries({
          ...{ ...settingNeeds(world), mailer, origin },
          recoveries: dynamoRecoveries(client, tables.portal),
          guard: dynamoGuard(client, tables.portal, stage.clock),
          passwordOf: recoveryPasswordOf(world.pseudonyms()),
          tokenOf: recoveryTokenOf(world.pseudonyms()),
          keepingTokenOf: keepingTokenOf(world.pseudonyms()),
          secondSteps: steps.secondSteps,
        })(request);
        steps.recoveryEnded(account.accountId);
      },
    };
  };
  const recoverWithin = 30_000;

  return {
    async enter() {
      const account = await someAccount();
      const password = account && someKnown(account);
      if (!account || password === undefined) return;
      const { accountId, username } = account;
      return calls.ask(`sign in ${username} with ${password}`, async () => {
        const browser = random.any(world.signIn.browsers);
        const cookies: Record<string, string> =
          browser && random.chance(0.5) ? { '__Host-device': browser.cookie } : {};
        const heldSince = steps.heldSince(accountId);
        const { body, cookies: set = [] } = await enter({ ...noSession, cookies, body: { username, password } });
        if (body && 'challengeToken' in body) challenges.push({ username, challengeToken: body.challengeToken });
        else keepAnswer(body, { accountId, password, heldSince, set });
        return Object.keys(body ?? {})[0];
      });
    },

    choose() {
      const challenge = random.any(challenges);
      if (!challenge) return;
      const password = newPassword();
      return calls.ask(`choose ${password}`, async () => {
        const accountId = world.users.find(challenge.username)?.accountId ?? '';
        const heldSince = steps.heldSince(accountId);
        const asked = { ...challenge, newPassword: password };
        const { status, body, cookies: set = [] } = await choose({ ...noSession, body: asked });
        keepAnswer(body, { accountId, password, heldSince, set });
        if (accountId) chosen.push({ accountId, password, at: stage.now() });
        return status;
      });
    },

    async change() {
      const { sessions } = world.signIn;
      const session = random.chance(0.7) ? sessions.at(-1) : random.any(sessions);
      const account = (await activeAccounts()).find(({ accountId }) => accountId === session?.accountId);
      const currentPassword = account && someKnown(account);
      if (!session || currentPassword === undefined) return;
      const password = newPassword();
      world.users.noteProof(password, currentPassword);
      return calls.ask(
        `change ${currentPassword} to ${password}`,
        async () => {
          const body = { currentPassword, newPassword: password };
          const { status, cookies = [] } = await change({ ...noSession, session, body });
          world.signIn.know(session, password, cookies);
          chosen.push({ accountId: session.accountId, password, at: stage.now() });
          return status;
        },
        passwordTimeout,
      );
    },

    async recover() {
      const account = await someAccount();
      if (!account) return;
      queue.put({ ...recoveryOf(account), timeout: recoverWithin, comesBackAfter: 180_000 });
    },

    /** Customers whose confirmation died before their first password, and whose link has expired, recover (R11.1a). */
    async recoverWithoutUser() {
      for (const account of await activeAccounts()) {
        const isBegun = sent.some(({ accountId }) => accountId === account.accountId);
        if (isBegun || world.users.ofAccount(account.accountId)) continue;
        const { name, work } = recoveryOf(account);
        await stage.start(name, { timeout: recoverWithin }, work);
      }
    },
  };
}
