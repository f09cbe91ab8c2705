import type { ProblemCode } from '#shared/contract/problems.ts';

/** What a problem says besides its code: never a value that the caller sent, never personal data (R12.2). */
export type ProblemDetails = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * An error that the domain expects. It knows its code, not its HTTP status; shared/platform/http turns it into a problem by the
 * problem table. `retryAfterSeconds` becomes the Retry-After header. `because` is the log's alone: which part of the portal was busy.
 */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly retryAfterSeconds: number | undefined;
  readonly because: string | undefined;

  constructor(
    code: ProblemCode,
    details: ProblemDetails = {},
    options: {
      readonly retryAfterSeconds?: number;
      readonly because?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.because = options.because;
  }
}

/** For fields that break the domain's rules (a landline as mobile number, R2.5). */
export const invalidFields = (...fields: string[]) => new DomainError('invalid-fields', { fields });
