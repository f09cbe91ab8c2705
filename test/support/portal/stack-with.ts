import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlayedStack, playedStack } from './played-stack.ts';

/** The stacks with other settings, over the assets that the unchanged one is made of. Remove it with `remove`. */
export async function stackWith(
  settings: Readonly<Record<string, unknown>>,
): Promise<PlayedStack & { readonly remove: () => Promise<void> }> {
  // It builds the assets where nobody has yet.
  await playedStack();
  const { synthesize } = await import('#infra/synthesize.ts');
  const outdir = await mkdtemp(join(tmpdir(), 'stack-with-'));
  const stacks = synthesize({
    outdir,
    context: { 'aws:cdk:enable-path-metadata': true, ...settings },
  });
  return { ...stacks, remove: () => rm(outdir, { recursive: true }) };
}
