import { embeddedMetrics } from '#shared/platform/metrics/embedded-metrics.ts';
import type { MessageCode } from './message-code.ts';

/**
 * The fields of one JSON log line: codes, counts, durations and technical ids, never personal data and never a thrown error's
 * message, which may quote its input (R12.1). `docs/logging.md` lists the message codes.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The function that writes. Elsewhere (tests, tools) lines have no metrics. */
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;

/** The operation of lines that name none: a function has one. */
let operation: string | undefined;

/** Names the function's operation for all its lines. Elsewhere than in a function it does nothing: a process there has many. */
export function logAs(name: string): void {
  if (functionName) operation ??= name;
}

const write = (level: 'info' | 'error') => (message: MessageCode, fields: LogFields) => {
  const line = { level, message, ...(operation === undefined ? {} : { operation }), ...fields };
  const metrics = functionName ? embeddedMetrics(line, functionName, Date.now()) : {};
  // Writes to the stream directly: Lambda wraps console.log, and then CloudWatch would not see the metrics.
  process.stdout.write(`${JSON.stringify({ ...line, ...metrics })}\n`);
};

export const log = { info: write('info'), error: write('error') };

/** Codes and ids are one word; anything else may be text that quotes its input. */
export const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:=+/-]{1,100}$/.test(value) ? value : undefined;

/** The error's code (`ECONNRESET`, a domain error's own), and AWS's id of the failed request. */
function codesOf(error: Error): LogFields {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const isAnswered = typeof metadata === 'object' && metadata !== null && 'requestId' in metadata;
  const code = word('code' in error ? error.code : undefined);
  const awsRequestId = word(isAnswered ? metadata.requestId : undefined);
  return { ...(code === undefined ? {} : { code }), ...(awsRequestId === undefined ? {} : { awsRequestId }) };
}

/**
 * What the log may hold of an unexpected error: its class, its codes and where it was thrown, not its message. If the error has
 * no codes, those of its cause count. `npm run operate -- where` turns `at` into places in the source.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { cause } = error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(cause instanceof Error ? codesOf(cause) : {}),
    ...codesOf(error),
    at: frames
      .slice(0, 4)
      .map((frame) => frame.trim().replace(/\(?(?:file:\/\/)?\/.*\//, '('))
      .join(' < '),
    ...(cause === undefined ? {} : { cause: cause instanceof Error ? cause.name : typeof cause }),
  };
}
