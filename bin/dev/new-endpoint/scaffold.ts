import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { behaviour, contractEntry, handler, type NewEndpoint, unitTest, wiring } from './templates.ts';

/** Puts `addition` at the end of the first exported function of a file. Throws if there is none. */
function intoFunction(text: string, addition: string, file: string): string {
  const begin = text.search(/^export function \w+Endpoints\(/m);
  const end = begin < 0 ? -1 : text.indexOf('\n}\n', begin);
  if (end < 0) throw new Error(`${file} has no function that wires endpoints`);
  return `${text.slice(0, end + 1)}${addition}${text.slice(end + 1)}`;
}

/**
 * Writes the files of a new endpoint into the project at `root`, and returns their paths. Throws, and writes nothing, if the
 * endpoint exists or a file that it must change is not as expected.
 */
export async function scaffold(root: string, made: NewEndpoint): Promise<string[]> {
  const { name, identifier, area } = made;
  const contract = `shared/contract/${area}.ts`;
  const stack = `infra/endpoints/${area}.ts`;
  const folder = `functions/${name}`;
  const read = (file: string) => readFile(join(root, file), 'utf8');
  const declared = await read(contract);
  const wired = await read(stack);
  if (existsSync(join(root, folder))) throw new Error(`${folder} exists`);
  if (declared.includes(`export const ${identifier} `)) throw new Error(`${contract} declares ${identifier}`);
  const files = {
    [contract]: declared + contractEntry(made),
    [`${folder}/${name}.ts`]: behaviour(made),
    [`${folder}/handler.ts`]: handler(made),
    [stack]: intoFunction(wired, wiring(made), stack),
    [`test/unit/functions/${name}.test.ts`]: unitTest(made),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return Object.keys(files);
}
