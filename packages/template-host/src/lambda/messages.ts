/** The data with which a function's thread starts. */
export type ThreadData = {
  /** The clock's offset, see worker.ts. */
  readonly shared: SharedArrayBuffer;
  readonly directory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
};

/** Host -> thread: run the handler once. */
export type Invocation = { readonly id: string; readonly event: string; readonly timeoutMs: number };

/** Thread -> host: the handler starts an invocation. */
export type Begun = { readonly begun: string };

/** Thread -> host: the function pauses until this moment of the moved clock (ms). */
export type Pausing = { readonly pausingUntil: number };

/** Thread -> host: how the invocation ended. `result` is JSON text. */
export type Outcome =
  | { readonly id: string; readonly result: string }
  | {
      readonly id: string;
      readonly error: { readonly type: string; readonly message: string; readonly trace: string };
    };
