import type { Fault } from '#test/support/portal/faults.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** The error that a service answers with when it throttles, and when it breaks. */
const throttles: Readonly<Record<string, string>> = {
  s3: 'SlowDown',
  'cognito-idp': 'TooManyRequestsException',
  ses: 'Throttling',
};
const breaks: Readonly<Record<string, string>> = {
  s3: 'InternalError',
  'cognito-idp': 'InternalErrorException',
  ses: 'InternalFailure',
};

/** A fault without the call that it strikes. */
type Blow = Omit<Fault, 'service' | 'operation' | 'function'>;

export type Disturbance = {
  /** Its words in a test's name. */
  readonly how: string;
  /** Whether the call takes effect although the function sees it fail. */
  readonly leavesInDoubt: boolean;
  readonly kills: boolean;
  readonly blowOn: (call: RecordedCall) => Blow;
};

const throttled = (times: number): Disturbance => ({
  how: `throttled ${times}x`,
  leavesInDoubt: false,
  kills: false,
  // A throttled transaction is cancelled, which the SDK does not retry.
  blowOn: ({ service, operation }) =>
    operation === 'TransactWriteItems'
      ? { error: 'TransactionCanceledException', reasons: ['ThrottlingError'], times }
      : {
          error: throttles[service] ?? 'ThrottlingException',
          status: service === 's3' ? 503 : 400,
          times,
        },
});
const broken = (times: number): Disturbance => ({
  how: `500 ${times}x`,
  leavesInDoubt: false,
  kills: false,
  blowOn: ({ service }) => ({ error: breaks[service] ?? 'InternalServerError', status: 500, times }),
});
const timedOut = (times: number): Disturbance => ({
  how: `timed out ${times}x`,
  leavesInDoubt: false,
  kills: false,
  blowOn: () => ({ error: 'TimeoutError', times }),
});
const unanswered: Disturbance = {
  how: 'carried out, its answer lost',
  leavesInDoubt: true,
  kills: false,
  blowOn: () => ({ error: 'TimeoutError', when: 'after' }),
};
const killedBefore: Disturbance = {
  how: 'worker killed before it',
  leavesInDoubt: false,
  kills: true,
  blowOn: () => ({ crash: true, when: 'before' }),
};
const killedAfter: Disturbance = {
  how: 'worker killed after it',
  leavesInDoubt: true,
  kills: true,
  blowOn: () => ({ crash: true, when: 'after' }),
};

// The SDK asks three times by itself: three blows reach the function, one only where the client does not repeat.
const errors = [throttled(3), broken(3), unanswered, timedOut(3), broken(1), throttled(1), timedOut(1)] as const;

/** The disturbances of the call at a position: all of them, or an error that changes with the position and one kill. */
export const disturbancesAt = (position: number, all = process.env.FAULTS === 'all'): readonly Disturbance[] => {
  if (all) return [...errors, killedBefore, killedAfter];
  const error = errors[position % errors.length];
  return error ? [error, killedAfter] : [killedAfter];
};
