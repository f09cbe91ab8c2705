import { AwsError } from '../aws/service.ts';
import { type CustomChallenge, invalidSession } from './challenge-sessions.ts';
import { askChallengeTriggers } from './challenge-triggers.ts';
import { admit, beginGrant, incorrect, type RequestedSignIn, required } from './password-sign-in.ts';
import type { Answer } from './protocol.ts';
import type { Realm } from './realm.ts';
import { checkSecretHash } from './secret-hash.ts';
import type { User } from './users.ts';

/**
 * Begins a sign-in by the pool's own challenges (CUSTOM_AUTH): secret hash, pre-authentication trigger, then the triggers that
 * define and create the challenge. No password is compared, whatever the status of the user's password is. Whether AWS runs the
 * pre-authentication trigger here is a question of the conformance suite.
 */
export async function beginCustomSignIn(realm: Realm, signIn: RequestedSignIn): Promise<Answer> {
  const username = required(signIn.parameters, 'USERNAME');
  checkSecretHash(signIn.client, [username], signIn.parameters.SECRET_HASH);
  const user = await admit(realm, signIn, username);
  // ClientMetadata of the first call reaches none of the three triggers (API reference, "InitiateAuth").
  return goOn(realm, { ...signIn, metadata: undefined }, { typed: username, user, results: begunWith(signIn) });
}

/** A caller may begin with SRP: its public key counts as a first answer, and a right one ("Define Auth challenge Lambda trigger"). */
function begunWith({ parameters }: RequestedSignIn): CustomChallenge['results'] {
  const { CHALLENGE_NAME: name } = parameters;
  if (name === undefined) return [];
  if (name !== 'SRP_A') throw new AwsError('InvalidParameterException', `Incorrect challenge name ${name}`);
  required(parameters, 'SRP_A');
  return [{ challengeName: 'SRP_A', challengeResult: true }];
}

/**
 * Answers a custom challenge: the triggers judge the answer and define what comes next. Throws NotAuthorizedException if they end the
 * sign-in, and for a session that is not this user's or was used.
 */
export async function answerCustomChallenge(realm: Realm, signIn: RequestedSignIn, session: string): Promise<Answer> {
  const { pool, client, parameters } = signIn;
  const username = required(parameters, 'USERNAME');
  checkSecretHash(client, [username], parameters.SECRET_HASH);
  const challengeAnswer = required(parameters, 'ANSWER');
  const { sub, custom } = realm.sessions.check(session, client.clientId);
  const user = pool.users.find(username);
  if (!custom || (user?.sub ?? '') !== sub) throw invalidSession('.');
  realm.sessions.use(session, client.clientId);
  const triggers = askChallengeTriggers(realm, signIn, username, user);
  const isRight = await triggers.verify(custom.privateParameters, challengeAnswer);
  const result = {
    challengeName: 'CUSTOM_CHALLENGE',
    challengeResult: isRight,
    ...(custom.metadata === undefined ? {} : { challengeMetadata: custom.metadata }),
  };
  return goOn(realm, signIn, { typed: username, user, results: [...custom.results, result] });
}

type Progress = Pick<CustomChallenge, 'results'> & { readonly typed: string; readonly user: User | undefined };

/** The next challenge, or the tokens. */
async function goOn(realm: Realm, signIn: RequestedSignIn, { typed, user, results }: Progress): Promise<Answer> {
  const { pool, client } = signIn;
  const triggers = askChallengeTriggers(realm, signIn, typed, user);
  const next = await triggers.define(results);
  if (next.failAuthentication) throw incorrect();
  if (next.issueTokens) {
    // Read again: the user may have been deleted or disabled meanwhile.
    const current = user && pool.users.find(user.sub);
    if (!current?.enabled) throw incorrect();
    return {
      AuthenticationResult: await beginGrant(realm, pool, client, current, 'TokenGeneration_Authentication'),
      ChallengeParameters: {},
    };
  }
  if (next.challengeName !== 'CUSTOM_CHALLENGE') throw triggers.unrecognized();
  const { publicParameters, privateParameters, metadata } = await triggers.create(results);
  const custom = { results: [...results], privateParameters, ...(metadata === undefined ? {} : { metadata }) };
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session: realm.sessions.open(client.clientId, user?.sub ?? '', client.authSessionValiditySeconds, custom),
    ChallengeParameters: { USERNAME: user?.username ?? typed, ...publicParameters },
  };
}
