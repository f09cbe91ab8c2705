/**
 * How an invocation failed: the handler threw, it exceeded its timeout, its thread ended, or it was throttled and never started.
 */
export type Failure = 'handler' | 'timeout' | 'crash' | 'throttled';

/** An invocation without an answer. `errorType` and the message are those that Lambda would report. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
  readonly failure: Failure;
  readonly errorType: string;
  constructor(failure: Failure, errorType: string, message: string) {
    super(message);
    this.failure = failure;
    this.errorType = errorType;
  }
}
