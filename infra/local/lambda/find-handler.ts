import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: unknown) => unknown;

/** In Lambda nothing lies above the task root; here a package.json of the project does, and would make `.js` a module. */
function ignorePackagesAbove(root: string): void {
  const hasOwnPackage = (file: string) => {
    for (let at = dirname(file); at.startsWith(root); at = dirname(at)) {
      if (existsSync(join(at, 'package.json'))) return true;
      if (at.endsWith('node_modules')) return true;
    }
    return false;
  };
  registerHooks({
    load(url, context, next) {
      const foreign = url.startsWith('file:') && url.endsWith('.js') && fileURLToPath(url).startsWith(root);
      return next(url, foreign && !hasOwnPackage(fileURLToPath(url)) ? { ...context, format: 'commonjs' } : context);
    },
  });
}

/**
 * Imports a function's handler as Lambda's Node runtime does: `file.export` under the task root, as .js, .mjs or .cjs.
 * @throws Error when the file or the export is not there, and whatever the module throws while it loads.
 */
export async function findHandler(taskRoot: string, name: string): Promise<Handler> {
  const dot = name.lastIndexOf('.');
  const base = join(taskRoot, name.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (!file) throw new Error(`Cannot find module '${name.slice(0, dot)}' in the asset`);
  ignorePackagesAbove(taskRoot);
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const fallback = typeof module.default === 'object' && module.default !== null ? module.default : {};
  const handler = module[name.slice(dot + 1)] ?? Reflect.get(fallback, name.slice(dot + 1));
  if (!isHandler(handler)) throw new Error(`${name} is undefined or not exported`);
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
