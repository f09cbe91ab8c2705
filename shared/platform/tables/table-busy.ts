import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/**
 * The table took a call neither at once nor after the retries: it throttles, or another transaction keeps changing the item.
 * Nothing was written. A customer's call answers 503 with Retry-After; a queue's worker gets its message again.
 */
export class TableBusy extends DomainError {
  override readonly name = 'TableBusy';
  constructor(cause: unknown) {
    super('busy', {}, { retryAfterSeconds: 2, cause });
  }
}
