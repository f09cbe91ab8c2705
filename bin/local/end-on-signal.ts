/** Runs `end` once for Ctrl-C or a request to end, and then ends the process. */
export function endOnSignal(end: () => Promise<unknown>): void {
  let isEnding = false;
  const stop = async () => {
    if (isEnding) return;
    isEnding = true;
    await end();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Prints an error as one line and ends the process with 1. */
export function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
