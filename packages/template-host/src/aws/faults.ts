import * as v from 'valibot';
import { AwsError, serviceNames } from './service.ts';

/** Services that start functions; `events` cannot be called here, only faults name it. */
const startingServices = ['lambda', 'events'] as const;
const isStarting = (service: string) => startingServices.some((one) => one === service);

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * The body of `POST /_local/faults`: which of the next calls fail, and how. `*` means any service or operation. `lambda` is the
 * start of a function (`Invoke`), which is then throttled; `events` is a rule that starts a function by the clock (`Invoke`), and is then
 * switched off. `*` includes neither.
 */
export const faultSchema = v.pipe(
  v.strictObject({
    service: v.picklist([...serviceNames, '*']),
    operation: v.pipe(v.string(), v.nonEmpty()),
    /** AWS's name of the error; `TimeoutError` breaks the connection without an answer. */
    error: v.optional(v.pipe(v.string(), v.nonEmpty())),
    message: v.optional(v.string()),
    /** The reason codes of a cancelled transaction, in the order of its items; `None` for the rest. */
    reasons: v.optional(v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1))),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
    /** How many calls fail. */
    times: v.optional(v.pipe(count, v.minValue(1)), 1),
    /** Kills the worker that calls. */
    crash: v.optional(v.boolean(), false),
    /** Before the call takes effect, or after it did. */
    when: v.optional(v.picklist(['before', 'after']), 'before'),
    /** Only calls of this function. */
    function: v.optional(v.pipe(v.string(), v.nonEmpty())),
    /** How many matching calls pass first. */
    skip: v.optional(count, 0),
    /** How long the call is delayed, in ms of the moved time. */
    delayMs: v.optional(count, 0),
  }),
  v.check(
    (fault) => fault.error !== undefined || fault.crash || fault.delayMs > 0,
    'a fault has an error, crash or delayMs',
  ),
  v.check((fault) => !(fault.error !== undefined && fault.crash), 'a fault has either an error or crash'),
  v.check(
    (fault) => fault.reasons === undefined || fault.error === 'TransactionCanceledException',
    'only a TransactionCanceledException has reasons',
  ),
);

export type Fault = v.InferOutput<typeof faultSchema>;
/** A fault, and how many calls it still skips and strikes. */
export type PendingFault = Fault & { readonly remaining: number; readonly toSkip: number };

type Struck = {
  readonly service: string;
  readonly operation: string;
  /** The calling function; undefined for the owner of this machine. */
  readonly function?: string;
  /** Whether a running worker waits for the answer; not for a presigned URL, which somebody else uses. */
  readonly hasWorker: boolean;
};

export type Faults = {
  /** Adds a fault and returns it with its defaults. Throws `faultSchema`'s ValiError. */
  readonly add: (fault: v.InferInput<typeof faultSchema>) => PendingFault;
  readonly list: () => readonly PendingFault[];
  readonly clear: () => void;
  /** The fault that strikes this call, or undefined; counts the call. */
  readonly take: (call: Struck) => Fault | undefined;
};

/** The requested faults; none at first. Each counts the calls it skips by itself. If several are due, the oldest strikes. */
export function createFaults(): Faults {
  let pending: PendingFault[] = [];
  return {
    add(fault) {
      const parsed = v.parse(faultSchema, fault);
      const made = { ...parsed, remaining: parsed.times, toSkip: parsed.skip };
      pending.push(made);
      return made;
    },
    list: () => [...pending],
    clear() {
      pending = [];
    },
    take(call) {
      let struck: Fault | undefined;
      pending = pending
        .map((fault) => {
          if (!concerns(fault, call)) return fault;
          if (fault.toSkip > 0) return { ...fault, toSkip: fault.toSkip - 1 };
          if (struck) return fault;
          struck = fault;
          return { ...fault, remaining: fault.remaining - 1 };
        })
        .filter((fault) => fault.remaining > 0);
      return struck;
    },
  };
}

const concerns = (fault: Fault, call: Struck) =>
  (fault.service === call.service || (fault.service === '*' && !isStarting(call.service))) &&
  (fault.operation === '*' || fault.operation === call.operation) &&
  (fault.function === undefined || fault.function === call.function) &&
  (!fault.crash || call.hasWorker);

const statusOf = (error: string): number => {
  if (/^(InternalServerError|InternalFailure|InternalError|InternalErrorException|InternalServiceError)/.test(error))
    return 500;
  if (/^(ServiceUnavailable|SlowDown)/.test(error)) return 503;
  if (/^(AccessDenied$|InvalidAccessKeyId|SignatureDoesNotMatch|RequestTimeTooSkewed)/.test(error)) return 403;
  return 400;
};

/** The error of a fault, under its given name, with the status that AWS sends with it. */
export const faultError = (
  error: string,
  { message, status, reasons }: Pick<Fault, 'message' | 'status' | 'reasons'>,
) =>
  new AwsError(
    error,
    message ?? `${error}, made by a local fault`,
    status ?? statusOf(error),
    reasons ? { CancellationReasons: reasons.map((Code) => ({ Code })) } : {},
  );
