/**
 * Every error that the portal can answer, as RFC 9457 problems: `type` is `/problems/<code>`. This is the only table: a code that
 * is missing here does not compile, and no status is written anywhere else. The web has the words for customers, by code.
 */
export const problemTable = {
  'invalid-request': { status: 400, title: 'The request could not be understood' },
  'invalid-fields': { status: 400, title: 'Some fields are missing, unknown or malformed' },
  'wrong-credentials': { status: 401, title: 'The username or the password is wrong' },
  'session-ended': { status: 401, title: 'The session has ended: sign in again' },
  'wrong-password': { status: 403, title: 'The password is wrong' },
  'identification-required': {
    status: 403,
    title: 'Identify the caller first: you have no valid identification',
  },
  'registration-contested': {
    status: 403,
    title:
      'This registration is frozen, because somebody said that it is under another person’s data: call the helpline',
  },
  'second-agent-required': { status: 403, title: 'You opened this contest: another agent must decide it' },
  'passkey-refused': { status: 403, title: 'This passkey was not accepted' },
  forbidden: { status: 403, title: 'This call is not allowed' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'document-not-found': { status: 404, title: 'There is no such document' },
  'policy-not-found': { status: 404, title: 'There is no such policy' },
  'passkey-not-found': { status: 404, title: 'There is no such passkey' },
  'registration-not-found': { status: 404, title: 'There is no such registration' },
  'method-not-allowed': { status: 405, title: 'This address does not accept this method' },
  'username-taken': { status: 409, title: 'This username is taken' },
  'contact-taken': { status: 409, title: 'Another customer uses this e-mail address with this mobile number' },
  'already-registered': { status: 409, title: 'This person is already registered' },
  'not-eligible-any-more': { status: 409, title: 'No policy is eligible for electronic post any more' },
  'too-many-passkeys': { status: 409, title: 'The account has as many passkeys as it may have' },
  'consent-required': { status: 409, title: 'Enrolling changes the payment method: consent is required' },
  'confirmation-expired': { status: 410, title: 'This confirmation link has been used or has expired' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'identification-failed': {
    status: 422,
    title:
      'The person could not be identified from these data: compare accents, the order of names, all given names and hyphens with the policy',
  },
  'not-eligible': { status: 422, title: 'Electronic post is not available' },
  'weak-password': { status: 422, title: 'This password is too short or too common' },
  'challenge-expired': { status: 401, title: 'The time to choose a password is over: sign in again' },
  'second-step-expired': { status: 401, title: 'The code is no longer valid, or no attempts are left: sign in again' },
  'too-many-codes': { status: 429, title: 'Too many codes were mailed and not used: wait, or sign in by a passkey' },
  locked: { status: 423, title: 'Sign-in is locked after three wrong passwords' },
  'too-many-requests': { status: 429, title: 'Too many attempts: try again later' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  'sms-failed': { status: 502, title: 'The SMS could not be sent' },
  busy: { status: 503, title: 'The service is busy: try again in a moment' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problemTable;

/** The body of an error answer. A code may add members beside these (attemptsLeft, lockedUntil, reason …). */
export type ProblemBody = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly fields?: readonly string[];
};

/** The body of an error answer whose code adds no member. */
export function problemBody(code: ProblemCode): ProblemBody {
  const { status, title } = problemTable[code];
  return { type: `/problems/${code}`, title, status };
}
