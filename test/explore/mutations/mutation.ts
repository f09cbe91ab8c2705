/** A fault that is put into the portal on purpose, to see that a model finds it. */
export type Mutation = {
  readonly name: string;
  /** From the project's folder. */
  readonly file: string;
  /** The text that is replaced; the file has it exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** The model that must find it. */
  readonly model: string;
  /** What customers or the insurer would suffer. */
  readonly why: string;
  /** How far clocks are off, in ms, where it takes that to be found. */
  readonly skew?: number;
};
