import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

// Runs after `npm ci`, on whatever Node npm runs on, so in plain JavaScript: puts the Node 24 that npm brought first on the
// PATH of npm scripts. npm 11 has done so already. npm 10 removes that link again together with the Nodes of the other
// platforms, which claim the same name.
const modules = join(import.meta.dirname, '../node_modules');
const brought = `node-${process.platform}-${process.arch}/bin/node`;
const link = join(modules, '.bin/node');
if (existsSync(join(modules, brought)) && !existsSync(link)) {
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(join('..', brought), link);
}
