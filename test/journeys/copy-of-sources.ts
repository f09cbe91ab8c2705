import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the portal is built of and started from. */
const sources = [
  ...['assets', 'bin', 'brands', 'functions', 'infra', 'shared', 'stages', 'web'],
  ...['package.json', 'cdk.json', 'tsconfig.json'],
];

/** Copies the sources into a folder that is there, so that a test can build them again or edit them. */
export async function copySources(to: string): Promise<void> {
  for (const source of sources) await cp(join(root, source), join(to, source), { recursive: true });
  await symlink(join(root, 'node_modules'), join(to, 'node_modules'));
}
