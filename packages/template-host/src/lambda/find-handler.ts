import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: unknown) => unknown;

/**
 * A `require` for the asset. In Lambda there is nothing above the task root, so a `.js` file without a package.json beside it is
 * CommonJS; here the project's own package.json is above and would make it a module.
 */
function requireFrom(root: string): NodeJS.Require {
  const isBare = (file: string) => {
    for (let at = dirname(file); at === root || at.startsWith(root + sep); at = dirname(at)) {
      if (at.endsWith('node_modules') || existsSync(join(at, 'package.json'))) return false;
    }
    return file.startsWith(root + sep);
  };
  const require = createRequire(join(root, 'index.js'));
  const usual = require.extensions['.js'];
  require.extensions['.js'] = (module, file) => {
    if (!isBare(file)) return usual(module, file);
    return Reflect.apply(Reflect.get(module, '_compile'), module, [readFileSync(file, 'utf8'), file]);
  };
  return require;
}

/**
 * Loads a function's handler as Lambda's Node runtime does: `file.export` under the task root, as .js, .mjs or .cjs.
 *
 * @throws Error if the file or the export is missing, and whatever the module throws while it loads
 */
export async function findHandler(taskRoot: string, name: string): Promise<Handler> {
  const dot = name.lastIndexOf('.');
  const base = join(taskRoot, name.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (!file) throw new Error(`Cannot find module '${name.slice(0, dot)}' in the asset`);
  const require = requireFrom(taskRoot);
  const module: object = file.endsWith('.js') ? require(file) : await import(pathToFileURL(file).href);
  const handler: unknown = Reflect.get(module, name.slice(dot + 1));
  if (!isHandler(handler)) throw new Error(`${name} is undefined or not exported`);
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
