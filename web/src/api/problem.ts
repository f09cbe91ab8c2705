import { type ProblemCode, problemTable } from '#shared/contract/problems.ts';

/** What can go wrong before any answer comes: no network, or no answer in time. */
export type UnansweredCode = 'offline' | 'slow';

/**
 * Codes of the pages' own, for answers that mean more there than their code says: the code of an SMS is wrong, or has expired; that of a mail is
 * wrong;
 * another customer has confirmed the username or the contact first (R2.3a); the device made no passkey, or has one already.
 */
export type PageCode =
  | 'wrong-code'
  | 'code-expired'
  | 'wrong-sign-in-code'
  | 'username-taken-first'
  | 'contact-taken-first'
  | 'passkey-not-made'
  | 'passkey-known';

/** Every problem a page has words for. */
export type AnyProblemCode = ProblemCode | UnansweredCode | PageCode;

/** An error as the pages know it. Everything beside the code is there only when the answer brought it. */
export type Problem = {
  readonly code: AnyProblemCode;
  /** Names of the fields that are not in the right form. */
  readonly fields?: readonly string[];
  readonly attemptsLeft?: number;
  readonly lockedUntil?: string;
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const codes: ReadonlySet<string> = new Set(Object.keys(problemTable));
const isProblemCode = (code: string): code is ProblemCode => codes.has(code);

/** What a status means when something in front of our own functions answered (the authorizer, the edge). */
function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return 'session-ended';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413) return 'payload-too-large';
  if (status === 429) return 'too-many-requests';
  return status >= 502 && status <= 504 ? 'busy' : 'unexpected';
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** The problem in an error answer (RFC 9457); any other body gives what its status says. Never throws. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const given = isRecord(body) ? body : {};
  const code = text(given.type)?.replace(/^\/problems\//, '') ?? '';
  const fields = Array.isArray(given.fields) ? given.fields.filter((field) => typeof field === 'string') : undefined;
  const attemptsLeft = number(given.attemptsLeft);
  const lockedUntil = text(given.lockedUntil);
  const reason = text(given.reason);
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    code: isProblemCode(code) ? code : codeOfStatus(status),
    ...(fields && { fields }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(lockedUntil !== undefined && !Number.isNaN(Date.parse(lockedUntil)) && { lockedUntil }),
    ...(reason !== undefined && { reason }),
    ...(seconds > 0 && { retryAfterSeconds: seconds }),
  };
}
