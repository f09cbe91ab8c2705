import { afterEach } from 'vitest';
import { type Host, type HostOptions, startHost } from '#host/host.ts';
import { type Parts, writeStack } from './a-stack.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Plays a stack of these resources and functions until the test ends. */
export async function play(
  parts: Parts,
  code: Record<string, string> = {},
  more: Partial<HostOptions> = {},
): Promise<Host> {
  const stack = await writeStack(parts, code);
  closing.push(stack.remove);
  const host = await startHost({ ...stack, port: 0, awsPort: 0, print: () => {}, ...more });
  closing.push(host.close);
  return host;
}
