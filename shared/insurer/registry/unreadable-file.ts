import type { FileReason } from '#shared/platform/runtime/file-reasons.ts';

/** The file as a whole is refused; `reason` is the code for the insurer's report. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly reason: FileReason;
  constructor(reason: FileReason, options: { readonly cause?: unknown } = {}) {
    super(reason, options);
    this.reason = reason;
  }
}
