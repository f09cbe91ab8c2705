import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApi } from '../../bin/dev/openapi/openapi.ts';

it('docs/openapi.json is the current contract (npm run openapi writes it again)', async () => {
  const written: unknown = JSON.parse(await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(openApi())));
});
