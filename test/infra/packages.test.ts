import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Words of this project alone. `customer` is also a word of S3's headers (server-side-encryption-customer). */
const words = /portal|insur|helpdesk|eposta|policyholder|(?<!encryption-)\bcustomers?\b|\bR\d+\.\d/i;

it.each([
  ['template-host', 200],
  ['watched-stack', 30],
])('%s holds no word of the portal: another stack could use it as it is', async (name, fewest) => {
  const root = join(import.meta.dirname, '../../packages', name);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules', root.length))
    .map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (file) =>
      (await readFile(file, 'utf8'))
        .split('\n')
        .flatMap((line, index) =>
          words.test(line) ? [`${file.slice(root.length + 1)}:${index + 1}: ${line.trim()}`] : [],
        ),
    ),
  );
  expect(files.length).toBeGreaterThan(fewest);
  expect(found.flat()).toEqual([]);
});
