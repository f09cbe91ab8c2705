import { randomBytes, randomInt } from 'node:crypto';
import { hostCookie } from '#shared/platform/http/cookies.ts';
import { deriveSeal } from '#shared/platform/secrets/seal.ts';
import type { LaneKind } from '#shared/sign-in/guard/lane.ts';
import { pendingLife } from './second-step.ts';

/** A sign-in whose password was right, and that waits for its code. */
export type PendingSignIn = {
  /** 256 random bits, base64url. */
  readonly id: string;
  readonly accountId: string;
  /** When it began, in ms since 1970 UTC: the password was tested after it. Whatever ends sessions later makes it void (R4.3). */
  readonly askedAt: number;
  readonly lane: LaneKind;
};

type Cookies = Readonly<Record<string, string>>;

/**
 * Pending sign-ins. The browser keeps its last one in a sealed cookie, which signs nobody in; nothing is stored until a code is
 * asked for, and whoever forges one costs no read.
 */
export type PendingSignIns = {
  /** A Set-Cookie value with a new one. */
  readonly issue: (begun: Omit<PendingSignIn, 'id'>) => string;
  /** The browser's, unless it is over. */
  readonly read: (cookies: Cookies, now: Date) => PendingSignIn | undefined;
  /** A Set-Cookie value that takes it away. */
  readonly cleared: string;
  /** A new code: six digits. */
  readonly newCode: () => string;
  /** What the portal keeps of its code: an HMAC, so that the table's readers cannot try the million that there are. */
  readonly proofOf: (pending: PendingSignIn, code: string) => string;
  /** Whether the code has this proof; compared in constant time. */
  readonly fits: (pending: PendingSignIn, code: string, proof: string) => boolean;
};

const cookie = hostCookie('second-step');
const form = /^([\w-]{43})\.([\w-]{43})\.([0-9a-z]{1,11})\.(open|device|recovery)\.([\w-]{1,64})$/;

/** `secret`: the app client's, which exactly the functions can read that test passwords or begin sessions. */
export function createPendingSignIns(secret: string): PendingSignIns {
  const seal = deriveSeal(secret, 'second-step');
  const partsOf = ({ id, accountId, askedAt, lane }: PendingSignIn) => ['pending', id, accountId, askedAt, lane];
  const codeParts = ({ id, accountId }: PendingSignIn, code: string) => ['code', id, accountId, code];

  return {
    issue(begun) {
      const pending = { ...begun, id: randomBytes(32).toString('base64url') };
      const { id, askedAt, lane, accountId } = pending;
      const value = [seal.of(partsOf(pending)), id, askedAt.toString(36), lane, accountId].join('.');
      return cookie.set(value, pendingLife / 1000);
    },
    read(cookies, now) {
      const [, given = '', id = '', time = '', lane, accountId = ''] = form.exec(cookies[cookie.name] ?? '') ?? [];
      if (lane !== 'open' && lane !== 'device' && lane !== 'recovery') return undefined;
      const pending: PendingSignIn = { id, accountId, askedAt: Number.parseInt(time, 36), lane };
      const isOver = !(now.getTime() < pending.askedAt + pendingLife);
      return isOver || !seal.fits(given, partsOf(pending)) ? undefined : pending;
    },
    cleared: cookie.cleared,
    newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    proofOf: (pending, code) => seal.of(codeParts(pending, code)),
    fits: (pending, code, proof) => seal.fits(proof, codeParts(pending, code)),
  };
}
