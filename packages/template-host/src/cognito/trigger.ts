import { AwsError } from '../aws/service.ts';

/** The outcome of one run of a function. */
export type TriggerRun =
  | { readonly ok: true; readonly event: unknown }
  | { readonly ok: false; readonly error: string };

/** Runs one function with one event. Rejects only if the function could not be called at all. */
export type InvokeTrigger = (functionArn: string, event: unknown) => Promise<TriggerRun>;

const tries = 3;

/**
 * Returns the event that a trigger answers within `timeoutMs` (real time, not the moved one) in one of three attempts. Like AWS,
 * it lets an attempt without an answer go on running and calls the function again. Throws UserLambdaValidationException with the
 * function's error, and UnexpectedLambdaException if it never answers or cannot be called.
 */
export async function askFunction(name: string, call: () => Promise<TriggerRun>, timeoutMs: number): Promise<unknown> {
  const notInvoked = (reason: string) =>
    new AwsError('UnexpectedLambdaException', `${name} invocation failed due to error ${reason}.`);
  for (let n = 0; n < tries; n += 1) {
    let timer: NodeJS.Timeout | undefined;
    const noAnswer = new Promise<'none'>((resolve) => {
      timer = setTimeout(() => resolve('none'), timeoutMs);
    });
    const answer = await Promise.race([call(), noAnswer])
      .catch((error: unknown) => {
        throw notInvoked(error instanceof Error ? error.message : String(error));
      })
      .finally(() => clearTimeout(timer));
    if (answer === 'none') continue;
    if (!answer.ok) throw new AwsError('UserLambdaValidationException', `${name} failed with error ${answer.error}.`);
    return answer.event;
  }
  throw notInvoked('Socket timeout while invoking Lambda function');
}
