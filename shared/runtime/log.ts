/**
 * One JSON line to the log. Fields are codes, counts, durations and technical ids, never personal data and never a
 * thrown error's message, which may quote its input (R12.1); `docs/logging.md` lists the message codes.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const write = (level: 'info' | 'error') => (message: string, fields: LogFields) => {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
};

export const log = { info: write('info'), error: write('error') };

/** What may be said of an unforeseen error: its class and where it was thrown, not its words. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    at: frames
      .slice(0, 4)
      .map((frame) => frame.trim().replace(/\(?(?:file:\/\/)?\/.*\//, '('))
      .join(' < '),
    ...(error.cause === undefined
      ? {}
      : { cause: error.cause instanceof Error ? error.cause.name : typeof error.cause }),
  };
}
