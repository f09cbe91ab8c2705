/**
 * How an invocation failed: the handler threw, it took longer than its time-out, its thread ended under it, or it was never
 * started for want of room.
 */
export type Failure = 'handler' | 'timeout' | 'crash' | 'throttled';

/** An invocation without an answer. `errorType` and the message are what Lambda would report. */
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
