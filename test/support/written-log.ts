import { onTestFinished, vi } from 'vitest';

/** What the code under test writes to the log from now on to the end of the test: a line each, `text` as written. */
export function writtenLog() {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  onTestFinished(() => write.mockRestore());
  return {
    lines: (): unknown[] => written.map((line) => JSON.parse(line)),
    text: () => written.join(''),
  };
}
