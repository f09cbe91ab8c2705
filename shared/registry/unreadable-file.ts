/** Why a whole registry file is refused before any row is taken; a code for the insurer's report. */
export type FileReason =
  | 'empty-file'
  | 'not-utf-8'
  | 'not-comma-separated'
  | 'missing-columns'
  | 'duplicate-columns'
  | 'line-too-long';

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly reason: FileReason;
  constructor(reason: FileReason, options: { readonly cause?: unknown } = {}) {
    super(reason, options);
    this.reason = reason;
  }
}
