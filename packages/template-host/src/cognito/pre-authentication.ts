import * as v from 'valibot';
import { AwsError, localRegion } from '../aws/service.ts';
import { askFunction, type InvokeTrigger } from './trigger.ts';

export type SignInAttempt = {
  readonly functionArn: string;
  readonly poolId: string;
  readonly clientId: string;
  /** The user's stored name, or the entered one if there is no such user. */
  readonly userName: string;
  readonly userAttributes: Readonly<Record<string, string>>;
  /** The sign-in's ClientMetadata. */
  readonly validationData: Readonly<Record<string, string>> | undefined;
  /** Present only if the client hides which users exist. */
  readonly userNotFound: boolean | undefined;
};

// Cognito reads nothing from this trigger's answer but refuses one that is not the event it sent.
const answerSchema = v.object({
  version: v.string(),
  triggerSource: v.string(),
  region: v.string(),
  userPoolId: v.string(),
  userName: v.string(),
  callerContext: v.object({}),
  request: v.object({}),
  response: v.strictObject({}),
});

/**
 * Runs the pre-authentication trigger. Resolves if it answers within `timeoutMs` (real time, not the moved one) in one of three
 * attempts. Like AWS, it lets an attempt without an answer go on running and calls the function again. Throws
 * UserLambdaValidationException with the function's error, UnexpectedLambdaException if it never answers or cannot be called, and
 * InvalidLambdaResponseException if its answer is not an event.
 */
export async function runPreAuthentication(
  invoke: InvokeTrigger,
  attempt: SignInAttempt,
  timeoutMs: number,
): Promise<void> {
  const call = () => invoke(attempt.functionArn, preAuthenticationEvent(attempt));
  const answer = await askFunction('PreAuthentication', call, timeoutMs);
  if (!v.is(answerSchema, answer)) throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}

/** The event in AWS's shape; source: the developer guide's "Pre authentication Lambda trigger". */
function preAuthenticationEvent(attempt: SignInAttempt) {
  return {
    version: '1',
    region: localRegion,
    userPoolId: attempt.poolId,
    userName: attempt.userName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: attempt.clientId },
    triggerSource: 'PreAuthentication_Authentication',
    request: {
      userAttributes: { ...attempt.userAttributes },
      validationData: attempt.validationData ? { ...attempt.validationData } : null,
      ...(attempt.userNotFound === undefined ? {} : { userNotFound: attempt.userNotFound }),
    },
    response: {},
  };
}
