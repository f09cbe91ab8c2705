import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { dynamoProofs } from '#shared/sign-in/passkeys/dynamo-proofs.ts';
import type { ProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import { createAskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import { dynamoSecondSteps } from '#shared/sign-in/second-step/dynamo-second-steps.ts';
import { dynamoSignInCodes } from '#shared/sign-in/second-step/dynamo-sign-in-codes.ts';
import { createPendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { mostTries } from '#shared/sign-in/second-step/second-step.ts';
import { keepingLinkOf, type SecondSteps } from '#shared/sign-in/second-step/second-steps.ts';
import { dynamoAccounts, dynamoSignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { chooseSecondStep } from '../../../functions/choose-second-step/choose-second-step.ts';
import { takeSecondStep } from '../../../functions/take-second-step/take-second-step.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { deviceSeal, sessionCookies } from './sign-in.ts';
import type { World } from './world.ts';

const origin = 'https://portal.example';
const pendingSignIns = createPendingSignIns('the secret of the app client');
const call = { path: undefined, query: undefined, session: undefined, viewerAddress: '192.0.2.1' };
const wrongCode = 'no code';

/** A browser in which a right password was typed, and what came of it. */
type Pending = {
  readonly accountId: string;
  readonly password: string;
  readonly cookies: Readonly<Record<string, string>>;
  compared: number;
  sessions: number;
};

/** What an account's customer was told of the choice. */
type Told = {
  /** Since when it holds for sure, ms; undefined while it may not. */
  onSince: number | undefined;
  keptAt: number;
  /** Recoveries that wait or run. */
  recovering: number;
  /** Who turns it off now, and how often that has ended: whoever turns it on or keeps it meanwhile may come before or after. */
  readonly offs: { running: number; ended: number };
  /** When each link that keeps it was first opened. */
  readonly begun: Map<string, number>;
};

/** Customers who choose a second step, and whoever types passwords and codes of theirs (R1.5, R4). */
export function secondStepsOf(world: World) {
  const { stage, random, calls, mailer } = world;
  const pending: Pending[] = [];
  const found = new Set<string>();
  const accounts = new Map<string, Told>();
  const stored = dynamoSecondSteps(client, tables.portal);
  const standingOf = dynamoSignInStanding(client, tables.portal, stage.clock);

  function toldOf(accountId: string): Told {
    const told = accounts.get(accountId) ?? {
      ...{ onSince: undefined, keptAt: 0, recovering: 0 },
      ...{ offs: { running: 0, ended: 0 }, begun: new Map() },
    };
    accounts.set(accountId, told);
    return told;
  }
  /** Notes that it holds for sure, unless somebody turned it off since `offsBefore`. */
  function hold(accountId: string, offsBefore: number) {
    const told = toldOf(accountId);
    told.keptAt = stage.now();
    const isSure = told.recovering === 0 && told.offs.running === 0 && told.offs.ended === offsBefore;
    if (isSure) told.onSince = stage.now();
  }
  async function whileTurnedOff<T>(accountId: string, turnOff: () => Promise<T>): Promise<T> {
    const told = toldOf(accountId);
    told.onSince = undefined;
    told.offs.running++;
    try {
      return await turnOff();
    } finally {
      told.offs.running--;
      told.offs.ended++;
      told.onSince = undefined;
    }
  }

  const secondSteps: Pick<SecondSteps, 'beginEnd'> = {
    async beginEnd(accountId, link, at) {
      const endsAt = await stored.beginEnd(accountId, link, at);
      const { begun, keptAt, recovering } = toldOf(accountId);
      const first = begun.get(link) ?? stage.now();
      begun.set(link, first);
      const isAlone = recovering === 1 && ![...begun.values()].some((other) => other > keptAt);
      if (endsAt !== undefined && keptAt > first && isAlone) found.add('a choice that was kept ends all the same');
      return endsAt;
    },
  };

  /** The pool takes a proof once, for its account (decision 220). */
  const signInProved =
    (password: string): ProvedSignIn =>
    async (username, proof) => {
      const accountId = world.users.find(username)?.accountId;
      if (accountId !== proof.accountId) return 'refused';
      if (!(await dynamoProofs(client, tables.portal).take(proof, stage.clock()))) return { busy: 'proof' };
      return stage.call('RespondToAuthChallenge', async () =>
        world.signIn.tokensFor({ accountId, username }, password),
      );
    };
  const take = (password: string) =>
    takeSecondStep({
      ...{ pendingSignIns, mailer, origin, standingOf, sessionCookies, devices: deviceSeal, now: stage.clock },
      codes: dynamoSignInCodes(client, tables.portal),
      limits: dynamoLimits(client, tables.portal),
      signInProved: signInProved(password),
      newBrowsers: { note: async () => undefined },
    }).behave;

  const somePending = () => (random.chance(0.7) ? pending.at(-1) : random.any(pending));
  const type = (one: Pending, code: string) =>
    calls.ask(`type ${code === wrongCode ? 'a wrong code' : 'a code'}`, async () => {
      try {
        const { status, body, cookies } = await take(one.password)({ ...call, cookies: one.cookies, body: { code } });
        one.compared++;
        if (++one.sessions > 1) found.add('one code, two sessions');
        if (body && 'accessToken' in body) world.signIn.give(body.accessToken, cookies);
        return status;
      } catch (error) {
        if (error instanceof DomainError && error.code === 'invalid-fields') one.compared++;
        throw error;
      } finally {
        // The last try that was wrong is answered as if there had been none left.
        if (one.compared >= mostTries && one.sessions === 0) found.add('more tries than three');
      }
    });

  return {
    secondSteps,
    standingOf,
    askSecondStep: createAskSecondStep({ pool: world.signIn.pool, pendingSignIns }),
    found: found as ReadonlySet<string>,
    /** Since when the second step holds for sure, for `judge`. */
    heldSince: (accountId: string) => toldOf(accountId).onSince,
    /** A session that a password alone has brought, in a sign-in that began when `heldSince` was this. */
    judge(accountId: string, heldSince: number | undefined) {
      if (heldSince !== undefined && toldOf(accountId).onSince === heldSince)
        found.add('a session by the password alone');
    },
    /** The browser got the cookie that waits for the code. */
    wait(accountId: string, password: string, set: readonly string[]) {
      const [, value] = /^__Host-second-step=([^;]+)/.exec(set.join('\n')) ?? [];
      if (value !== undefined)
        pending.push({ accountId, password, cookies: { '__Host-second-step': value }, compared: 0, sessions: 0 });
    },
    recoveryAsked(accountId: string) {
      const told = toldOf(accountId);
      told.recovering++;
      told.onSince = undefined;
    },
    recoveryEnded: (accountId: string) => {
      toldOf(accountId).recovering--;
    },

    async chooseStep() {
      const session = random.any(world.signIn.sessions);
      if (!session) return;
      const on = random.chance(0.7);
      return calls.ask(`turn the second step ${on ? 'on' : 'off'} of ${session.username}`, async () => {
        const { behave } = chooseSecondStep({
          ...{ checkPassword: world.signIn.checkPassword, pool: world.signIn.pool, devices: deviceSeal },
          ...{ accounts: dynamoAccounts(client, tables.portal), secondSteps: stored, now: stage.clock },
        });
        const { accountId, provedBy: password } = session;
        const choose = () => behave({ ...call, session, cookies: {}, body: { password, on } });
        if (!on) return (await whileTurnedOff(accountId, choose)).status;
        const offsBefore = toldOf(accountId).offs.ended;
        const { status } = await choose();
        hold(accountId, offsBefore);
        return status;
      });
    },

    askCode() {
      const one = somePending();
      if (!one) return;
      return calls.ask('ask for a code', async () => {
        const { status } = await take(one.password)({ ...call, cookies: one.cookies, body: {} });
        return status;
      });
    },

    typeCode() {
      const one = somePending();
      if (!one) return;
      const known = world.codes.filter(({ accountId }) => accountId === one.accountId).map(({ code }) => code);
      return type(one, (random.chance(0.7) ? known.at(-1) : random.any(known)) ?? wrongCode);
    },

    /** Somebody types codes as fast as they can. */
    async guess() {
      const one = somePending();
      if (one) for (let times = 0; times < mostTries + 2; times++) await type(one, wrongCode);
    },

    keepStep() {
      const kept = random.any(world.keepingTokens);
      if (!kept) return;
      return calls.ask('keep the second step', async () => {
        const offsBefore = toldOf(kept.accountId).offs.ended;
        const isKept = await stored.keep(keepingLinkOf(kept.token), stage.clock());
        if (isKept) hold(kept.accountId, offsBefore);
        return isKept;
      });
    },
  };
}
export type Steps = ReturnType<typeof secondStepsOf>;
