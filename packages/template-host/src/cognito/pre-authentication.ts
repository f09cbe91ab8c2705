import * as v from 'valibot';
import { AwsError, localRegion } from '../aws/service.ts';
import { askFunction, type InvokeTrigger } from './trigger.ts';

export type SignInAttempt = {
  readonly functionArn: string;
  readonly poolId: string;
  readonly clientId: string;
  /** The user's kept name, or what was typed where there is no such user. */
  readonly userName: string;
  readonly userAttributes: Readonly<Record<string, string>>;
  /** The sign-in's ClientMetadata. */
  readonly validationData: Readonly<Record<string, string>> | undefined;
  /** Given only where the client hides who exists. */
  readonly userNotFound: boolean | undefined;
};

// Cognito processes nothing of this trigger's answer but refuses one that is not the event it sent.
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
 * Asks the pre-authentication trigger for leave. Resolves when it answers within `timeoutMs` (real time, not the moved one) in one of three tries: a try
 * that does not answer goes on running, as in AWS, and the function is called again. Throws UserLambdaValidationException
 * with the function's error, UnexpectedLambdaException when it never answers or cannot be called, and
 * InvalidLambdaResponseException when it answers something else than an event.
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
