import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type LogLine = {
  readonly function: string /** ISO 8601, moved time. */;
  readonly at: string;
  readonly line: string;
};

/** The lines that the functions wrote. */
export type FunctionLog = {
  /** Oldest first, the last few thousand. */
  readonly lines: () => readonly LogLine[];
  readonly write: (functionName: string, line: string, isError?: boolean) => void;
  /** Keeps every line of a thread's stream. */
  readonly follow: (functionName: string, stream: Readable, isError: boolean) => void;
};

const longestLog = 5000;

/** A bounded log. `print` gets each line with its function's name in front: errors always, the others if `verbose`. */
export function createLog(options: {
  now: () => number;
  verbose: boolean;
  print: (line: string) => void;
  /** Receives what functions write to stdout; if it throws, the error becomes a line of its own. */
  read?: (line: string) => void;
}): FunctionLog {
  const lines: LogLine[] = [];
  const write = (functionName: string, line: string, isError = false) => {
    lines.push({ function: functionName, at: new Date(options.now()).toISOString(), line });
    if (lines.length > longestLog) lines.splice(0, lines.length - longestLog);
    if (isError || options.verbose) options.print(`[${functionName}] ${line}`);
    if (isError) return;
    try {
      options.read?.(line);
    } catch (error) {
      write(functionName, `a line with metrics that cannot be read: ${error}`, true);
    }
  };
  return {
    lines: () => lines,
    write,
    follow(functionName, stream, isError) {
      createInterface({ input: stream }).on('line', (line) => write(functionName, line, isError));
    },
  };
}
