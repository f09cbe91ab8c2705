import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutation } from '#test/explore/mutations/mutation.ts';
import { occurrences } from '#test/explore/mutations/mutations.ts';
import { exploreShare } from './explore-in-workers.ts';

const project = join(import.meta.dirname, '../../..');
/** What the explorers run. */
const needed = ['bin', 'functions', 'packages', 'shared', 'test', 'package.json'];

/** Copies what the explorers run into a folder of its own: faults are never put into the working tree. */
async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'portal-mutations-'));
  const isOurs = (path: string) => !/\/(node_modules|cdk\.out|dist)$/.test(path);
  for (const name of needed) await cp(join(project, name), join(copy, name), { recursive: true, filter: isOurs });
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** `foundAfter`: seeds until the model found it; undefined for a fault that survived. */
export type Tried = {
  readonly mutation: Mutation;
  readonly foundAfter: number | undefined;
  /** The rule that it breaks, or why it could not be tried. */
  readonly told: string;
};

async function tryOne(copy: string, mutation: Mutation, count: number): Promise<Tried> {
  const { file, text, replacement, model, skew = 0 } = mutation;
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  if (occurrences(text, source) !== 1)
    return { mutation, foundAfter: undefined, told: 'its text is not in the source any more' };
  await writeFile(
    path,
    source.replace(text, () => replacement),
  );
  try {
    const share = { model, from: 1, count, skew, untilViolated: true };
    const { seeds, found } = await exploreShare(pathToFileURL(`${copy}/`), share);
    const [first] = found;
    return { mutation, foundAfter: first ? seeds : undefined, told: first ? first.rule : 'SURVIVED' };
  } finally {
    await writeFile(path, source);
  }
}

/** Puts in one fault after the other and has its model look for it, over at most `count` seeds each. */
export async function* tryMutations(mutations: readonly Mutation[], count: number): AsyncGenerator<Tried> {
  const copy = await copyProject();
  try {
    for (const mutation of mutations) yield await tryOne(copy, mutation, count);
  } finally {
    await rm(copy, { recursive: true });
  }
}
