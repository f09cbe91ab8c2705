import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Collections } from '../kept/collections.ts';

const texts = v.record(v.string(), v.string());

/** The state of a custom challenge: what its triggers have said so far. */
const customChallenge = v.object({
  /** The answered challenges, in their order, with the result and the metadata that the triggers gave them. */
  results: v.array(
    v.object({
      challengeName: v.string(),
      challengeResult: v.boolean(),
      challengeMetadata: v.exactOptional(v.string()),
    }),
  ),
  /** Of the open challenge. */
  privateParameters: texts,
  metadata: v.exactOptional(v.string()),
});
export type CustomChallenge = Readonly<v.InferOutput<typeof customChallenge>>;

const sessionSchema = v.object({
  id: v.string(),
  clientId: v.string(),
  sub: v.string(),
  expiresAt: v.number(),
  used: v.boolean(),
  /** Absent for NEW_PASSWORD_REQUIRED. */
  custom: v.exactOptional(customChallenge),
});
type ChallengeSession = v.InferOutput<typeof sessionSchema>;

export type ChallengeSessions = {
  /** A new session text, as long as Cognito's own (about 900 characters). */
  readonly open: (clientId: string, sub: string, validitySeconds: number, custom?: CustomChallenge) => string;
  /**
   * The user of a session, and the state of a custom challenge. Throws NotAuthorizedException if the session is unknown, another
   * client's, expired or used.
   */
  readonly check: (session: string, clientId: string) => { sub: string; custom?: CustomChallenge };
  /** Like `check`, and uses up the session: of two parallel calls exactly one succeeds. */
  readonly use: (session: string, clientId: string) => void;
};

/** The open challenges. Only hashes of the session texts are kept. */
export function createChallengeSessions(clock: Clock, collections: Collections): ChallengeSessions {
  const kept = collections.collection<ChallengeSession>('sessions', sessionSchema);
  const sessions = new Map(kept.loaded().map((session) => [session.id, session]));

  function put(session: ChallengeSession) {
    sessions.set(session.id, session);
    kept.put(session.id, session);
  }

  function check(text: string, clientId: string): ChallengeSession {
    const session = sessions.get(digest(text));
    if (!session || session.clientId !== clientId) throw invalidSession('.');
    if (session.used) throw invalidSession(', session can only be used once.');
    if (session.expiresAt <= clock.now()) throw invalidSession(', session is expired.');
    return session;
  }

  return {
    open(clientId, sub, validitySeconds, custom) {
      forgetLongExpired(sessions, kept, clock.now());
      const text = randomBytes(690).toString('base64url');
      const expiresAt = clock.now() + validitySeconds * 1000;
      put({ id: digest(text), clientId, sub, expiresAt, used: false, ...(custom ? { custom } : {}) });
      return text;
    },
    check,
    use: (text, clientId) => put({ ...check(text, clientId), used: true }),
  };
}

const day = 86_400_000;

// Sessions are in the order in which they were opened, so the oldest come first.
function forgetLongExpired(
  sessions: Map<string, ChallengeSession>,
  kept: { remove: (id: string) => void },
  now: number,
) {
  for (const session of sessions.values()) {
    if (session.expiresAt + day > now) return;
    sessions.delete(session.id);
    kept.remove(session.id);
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Cognito's refusal of a session; the ending says why. */
export const invalidSession = (ending: string) =>
  new AwsError('NotAuthorizedException', `Invalid session for the user${ending}`);
