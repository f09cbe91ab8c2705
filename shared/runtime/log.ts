import { embeddedMetrics } from '#shared/metrics/embedded-metrics.ts';
import type { MessageCode } from './message-code.ts';

/**
 * One JSON line to the log. Fields are codes, counts, durations and technical ids, never personal data and never a
 * thrown error's message, which may quote its input (R12.1); `docs/logging.md` lists the message codes.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The function that writes; elsewhere (tests, tools) there are lines but no metrics. */
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;

const write = (level: 'info' | 'error') => (message: MessageCode, fields: LogFields) => {
  const line = { level, message, ...fields };
  const metrics = functionName ? embeddedMetrics(line, functionName, Date.now()) : {};
  // Straight to the stream: console.log would be wrapped by Lambda, and CloudWatch would not see the metrics.
  process.stdout.write(`${JSON.stringify({ ...line, ...metrics })}\n`);
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
