import type { register } from '#shared/contract/registrations.ts';
import { type Judged, type Marks, marksOf } from '#shared/helpdesk/identifying/marks.ts';
import type { Endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { Pseudonym } from '#shared/platform/secrets/pseudonym.ts';

/** Why a registration failed, without any value (R10.2). */
export type FailedAttempt = { readonly at: Date; readonly problem: string; readonly reason?: string | undefined };

/** A failed registration, and how each field compares with the caller's data. */
export type JudgedAttempt = FailedAttempt & { readonly fields: Judged };

/** Where failed registrations are kept. */
export type Attempts = {
  readonly keep: (attempt: FailedAttempt, marks: readonly Marks[]) => Promise<void>;
  /** The newest attempts with such data, compared field by field. */
  readonly find: (marks: readonly Marks[], now: Date) => Promise<readonly JudgedAttempt[]>;
};

/** The problems that are recorded. A limit or a fault on our side says nothing about the person's data. */
const kept = new Set([
  'identification-failed',
  'not-eligible',
  'username-taken',
  'contact-taken',
  'already-registered',
]);

type Needs = { readonly attempts: Pick<Attempts, 'keep'>; readonly pseudonym: Pseudonym; readonly now: () => Date };

/** Wraps the endpoint and records why a registration failed. If that fails, the answer stays the same. */
export const keepFailures = (
  { contract, behave }: Endpoint<typeof register>,
  { attempts, pseudonym, now }: Needs,
): Endpoint<typeof register> => ({
  contract,
  async behave(call) {
    try {
      return await behave(call);
    } catch (error) {
      if (error instanceof DomainError && kept.has(error.code)) {
        const { reason } = error.details;
        await attempts
          .keep(
            { at: now(), problem: error.code, reason: typeof reason === 'string' ? reason : undefined },
            marksOf(call.body.identity, pseudonym),
          )
          .catch((failure: unknown) => log.error('attempt-not-kept', describeError(failure)));
      }
      throw error;
    }
  },
});
