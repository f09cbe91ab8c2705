import { describeError } from 'template-host/conformance';
import type { Assumption } from './assumption.ts';
import { assumptions } from './assumptions/assumptions.ts';
import { probeStacks } from './probe-stack.ts';

export type ProbeOrder = {
  readonly endpointUrl: string | undefined;
  /** Also what takes minutes. */
  readonly isSlow: boolean;
  /** One assumption only, by its id, or those of a service (`s3`). */
  readonly only: string | undefined;
  readonly print: (line: string) => void;
};

/** What an assumption came to; `answered` is undefined for one that was left out. */
export type Probed = { readonly assumption: Assumption; readonly answered: string | undefined; readonly held: boolean };

/**
 * Asks AWS, or who plays it, each assumption on resources of its own, and removes them again, also after Ctrl-C and after a run
 * that was killed. Returns what was answered (R15.1).
 *
 * @throws Error where the resources cannot be made or removed, or no assumption has the name
 */
export async function probeAws({ endpointUrl, isSlow, only, print }: ProbeOrder): Promise<readonly Probed[]> {
  const wanted = assumptions.filter(({ id }) => only === undefined || id === only || id.startsWith(`${only}-`));
  if (wanted.length === 0)
    throw new Error(`There is no assumption ${only}: ${assumptions.map(({ id }) => id).join(', ')}`);
  const stacks = probeStacks({ endpointUrl, print });
  for (const name of await stacks.left()) await stacks.remove(name);
  const name = stacks.newName();
  const interruption = untilInterrupted();
  try {
    const stack = await Promise.race([stacks.create(name), interruption.happened]);
    const probed: Probed[] = [];
    for (const assumption of wanted) {
      const isLeftOut = assumption.minutes !== undefined && !isSlow && assumption.id !== only;
      const answer = isLeftOut ? undefined : assumption.ask(stack).catch(describeError);
      const answered = await Promise.race([answer, interruption.happened]);
      probed.push({ assumption, answered, held: answered === assumption.expected });
    }
    return probed;
  } finally {
    await stacks.remove(name);
    interruption.forget();
  }
}

/** Fails at Ctrl-C or SIGTERM, so that what was made is removed before the process ends; a second one ends it at once. */
function untilInterrupted() {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let interrupt = () => {};
  const happened = new Promise<never>((_resolve, reject) => {
    interrupt = () => reject(new Error('Interrupted'));
  });
  happened.catch(() => undefined);
  for (const signal of signals) process.once(signal, interrupt);
  return {
    happened,
    forget() {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
