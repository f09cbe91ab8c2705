import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../packages/template-host');

/** Words of this project alone. `customer` is also a word of S3's headers (server-side-encryption-customer). */
const words = /portal|insur|helpdesk|eposta|policyholder|(?<!encryption-)\bcustomers?\b|\bR\d+\.\d/i;

it('the template host holds no word of the portal: another stack could use it as it is', async () => {
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
  expect(files.length).toBeGreaterThan(200);
  expect(found.flat()).toEqual([]);
});
