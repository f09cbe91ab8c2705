import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { isJson, type Json } from '../template/json.ts';
import { InvocationError } from './invocation-error.ts';
import type { FunctionLog } from './log.ts';
import type { Begun, Invocation, Outcome, Pausing, ThreadData } from './messages.ts';
import { createTurns } from './turns.ts';

export type FunctionConfig = {
  readonly name: string;
  readonly arn: string;
  /** The unpacked asset. */
  readonly directory: string;
  /** `file.export`. */
  readonly handler: string;
  /** The function's whole process.env. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** How many of its invocations may run at once; this part of the account's concurrency is reserved for it. */
  readonly reservedConcurrency?: number | undefined;
};

/** One function in its own thread. */
export type LambdaFunction = {
  readonly config: FunctionConfig;
  /** Runs the handler and returns its answer. Throws InvocationError if the handler throws, times out or its thread ends. */
  readonly invoke: (event: Json) => Promise<Json>;
  /** How many invocations are running. */
  readonly running: () => number;
  /** Ends the thread now: everything that runs in it fails, and the next invocation starts a new one. */
  readonly crash: (reason: string) => void;
  readonly close: () => Promise<void>;
};

type Run = { readonly begin: () => void; readonly settle: (outcome: Json | InvocationError) => void };
/** A bundle that takes longer to load counts as hanging. */
const longestStartMs = 60_000;
/** How many invocations of a function run in parallel: as many as one thread can handle well within any timeout. */
const mostAtOnce = 50;
type Thread = { readonly worker: Worker; readonly runs: Map<string, Run> };

/** A trace without the thread's own script, a data URL of kilobytes. */
const readableTrace = (trace: string) =>
  trace
    .split('\n')
    .filter((line) => !line.includes('data:text/javascript'))
    .join('\n');

/**
 * A function that runs its bundle in a worker thread with its own process.env and the moved clock. Invocations run in parallel in
 * that one thread (Lambda would use one execution environment for each), so a crash or a timeout of one ends the others, too.
 * Timeouts are real time from the start of the handler: neither the start of the thread counts, nor the wait for a turn when a
 * thousand calls come at once.
 */
export function createFunction(
  config: FunctionConfig,
  {
    shared,
    script,
    log,
    pauses,
  }: {
    readonly shared: SharedArrayBuffer;
    /** From buildThreadScript. */
    readonly script: URL;
    readonly log: FunctionLog;
    /** Receives the end of each pause that the function makes, in ms of the moved clock. */
    readonly pauses?: ((until: number) => void) | undefined;
  },
): LambdaFunction {
  let thread: Thread | undefined;
  const turns = createTurns(mostAtOnce);
  const fail = (failure: InvocationError['failure'], type: string, message: string) =>
    new InvocationError(failure, type, message);

  function retire(ended: Thread, error: InvocationError) {
    if (thread === ended) thread = undefined;
    const runs = [...ended.runs.values()];
    ended.runs.clear();
    for (const run of runs) run.settle(error);
  }

  function startThread(): Thread {
    const workerData: ThreadData = {
      shared,
      directory: config.directory,
      handler: config.handler,
      functionName: config.name,
      functionArn: config.arn,
      memoryMb: config.memoryMb,
    };
    const worker = new Worker(script, {
      workerData,
      name: config.name,
      env: config.environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: config.memoryMb },
    });
    const started: Thread = { worker, runs: new Map() };
    log.follow(config.name, worker.stdout, false);
    log.follow(config.name, worker.stderr, true);
    worker.on('message', (message: Begun | Pausing | Outcome) => {
      if ('pausingUntil' in message) return pauses?.(message.pausingUntil);
      if ('begun' in message) return started.runs.get(message.begun)?.begin();
      const outcome = message;
      const run = started.runs.get(outcome.id);
      started.runs.delete(outcome.id);
      run?.settle('result' in outcome ? parseAnswer(outcome.result) : failureOf(outcome.error));
    });
    worker.on('error', (error) => {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      log.write(config.name, `crashed: ${readableTrace(stack ?? message)}`, true);
      retire(started, fail('crash', name, message));
    });
    worker.on('exit', (code) => retire(started, fail('crash', 'Runtime.ExitError', `thread ended with code ${code}`)));
    return started;
  }

  const failureOf = (error: { type: string; message: string; trace: string }) => {
    log.write(config.name, `failed: ${readableTrace(error.trace)}`, true);
    return fail('handler', error.type, error.message);
  };

  function end(reason: InvocationError) {
    const ended = thread;
    if (!ended) return;
    log.write(config.name, reason.message, true);
    retire(ended, reason);
    void ended.worker.terminate();
  }

  function run(event: Json): Promise<Json> {
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    thread ??= startThread();
    const used = thread;
    const id = randomUUID();
    const timeOut = () => {
      const seconds = (config.timeoutMs / 1000).toFixed(2);
      used.runs.delete(id);
      reject(fail('timeout', 'Sandbox.Timedout', `${id} Task timed out after ${seconds} seconds`));
      if (thread === used) end(fail('crash', 'Runtime.ExitError', `ended: a task timed out after ${seconds} seconds`));
    };
    let timer = setTimeout(timeOut, longestStartMs + config.timeoutMs);
    used.runs.set(id, {
      begin() {
        clearTimeout(timer);
        timer = setTimeout(timeOut, config.timeoutMs);
      },
      settle(outcome) {
        clearTimeout(timer);
        if (outcome instanceof InvocationError) reject(outcome);
        else resolve(outcome);
      },
    });
    used.worker.postMessage({ id, event: JSON.stringify(event), timeoutMs: config.timeoutMs } satisfies Invocation);
    return promise;
  }

  return {
    config,
    running: () => thread?.runs.size ?? 0,
    invoke: (event) => turns.take(() => run(event)),
    crash: (reason) => end(fail('crash', 'Runtime.ExitError', reason)),
    async close() {
      const ended = thread;
      if (!ended) return;
      retire(ended, fail('crash', 'Runtime.ExitError', 'the local host is closing'));
      await ended.worker.terminate();
    },
  };
}

const parseAnswer = (text: string): Json => {
  const answer: unknown = JSON.parse(text);
  return isJson(answer) ? answer : null;
};
