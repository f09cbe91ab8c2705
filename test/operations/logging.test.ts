import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matches, tableUnder } from './logging-guide.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = globSync(['functions/**/*.ts', 'shared/**/*.ts'], { cwd: root }).filter(
  (path) => path !== 'shared/platform/runtime/log.ts',
);
const codes = matches(read('shared/platform/runtime/message-code.ts'), /^ {2}\| '([^']+)'/gm);

describe('docs/logging.md', () => {
  it('explains every message code, and no other', () => {
    expect(codes.length).toBeGreaterThan(20);
    expect(tableUnder('Codes').sort()).toEqual([...codes].sort());
  });

  it('names only codes that the code writes', () => {
    const written = sources
      .filter((path) => path !== 'shared/platform/runtime/message-code.ts')
      .map(read)
      .join('\n');
    expect(codes.filter((code) => !written.includes(`'${code}'`))).toEqual([]);
  });

  it('explains every field that a line is given by name', () => {
    const lines = sources.flatMap((path) => matches(read(path), /log\.(?:info|error)\(\s*([\s\S]*?)\);\n/g));
    expect(lines.length).toBeGreaterThan(20);
    const fields = lines.flatMap((line) => matches(line, /[{,]\s*(\w+)(?=[:,\s}])/g));
    expect([...new Set(fields)].filter((field) => !tableUnder('Fields').includes(field))).toEqual([]);
  });

  it('R12.1 only the logger writes to the output', () => {
    const others = sources.filter((path) => /console\.|process\.std(out|err)/.test(read(path)));
    expect(others).toEqual([]);
  });
});
