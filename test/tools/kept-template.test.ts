import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptTemplate } from '../../bin/local/kept-template.ts';

let root: string;
let made: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kept-template-'));
  made = 0;
  await mkdir(join(root, 'functions/sign-in'), { recursive: true });
  await writeFile(join(root, 'functions/sign-in/handler.ts'), 'one');
  await mkdir(join(root, 'stages'));
  await mkdir(join(root, 'packages/watched-stack/src'), { recursive: true });
  await writeFile(join(root, 'stages/settings.ts'), 'one');
  await writeFile(join(root, 'cdk.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

const outdir = () => join(root, 'dist/out');
const make = async () => {
  made += 1;
  return { templateDir: outdir(), stackNames: ['a-stack'], portalName: `made ${made}` };
};
const started = async () => (await keptTemplate(root, outdir(), make)).portalName;

describe('what a start is made of', () => {
  it('is made once, as long as nothing changes', async () => {
    expect([await started(), await started(), await started()]).toEqual(['made 1', 'made 1', 'made 1']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a source is edited to another of its length', () => writeFile(join(root, 'functions/sign-in/handler.ts'), 'two')],
    ['a source is added', () => writeFile(join(root, 'functions/sign-in/sign-in.ts'), '')],
    ['a source is removed', () => rm(join(root, 'functions/sign-in/handler.ts'))],
    ['a setting of a stage gets another default', () => writeFile(join(root, 'stages/settings.ts'), 'two')],
    ['a construct is edited', () => writeFile(join(root, 'packages/watched-stack/src/index.ts'), 'two')],
    ['a setting of CDK is changed', () => writeFile(join(root, 'cdk.json'), '{ }')],
    ['dependencies are updated', () => writeFile(join(root, 'package-lock.json'), '{}')],
    ['the folder is removed', () => rm(outdir(), { recursive: true })],
    ['the note is half written', () => writeFile(join(outdir(), 'made-of.json'), '{"finger')],
  ])('is made again when %s', async (_, change) => {
    expect(await started()).toBe('made 1');
    await change();
    expect(await started()).toBe('made 2');
  });

  it('is made again after a failure, also where an earlier one was good', async () => {
    await started();
    await writeFile(join(root, 'functions/sign-in/handler.ts'), 'broken');
    const failing = () => Promise.reject(new Error('does not build'));
    await expect(keptTemplate(root, outdir(), failing)).rejects.toThrow('does not build');
    await writeFile(join(root, 'functions/sign-in/handler.ts'), 'one');
    expect(await started()).toBe('made 2');
  });
});
