import { execFile } from 'node:child_process';

/** How each reader is asked to read all of a file. */
const programs = {
  qpdf: (path: string) => ['--check', path],
  mutool: (path: string) => ['draw', '-q', '-F', 'txt', '-o', '/dev/null', path],
  pdftotext: (path: string) => [path, '/dev/null'],
} as const;

/** What a reader writes that says nothing of the file. */
const unrelated = /^(?:warning: ICC support is not available|checking .*|PDF Version: .*|File is .*|No syntax or .*)$/;

function ask(program: string, args: readonly string[]) {
  return new Promise<{ readonly started: boolean; readonly isContent: boolean }>((resolve) => {
    execFile(program, args, { timeout: 30_000 }, (error, _, errors) => {
      const complaints = errors.split('\n').filter((line) => line.trim() !== '' && !unrelated.test(line.trim()));
      const started = !(error && 'code' in error && error.code === 'ENOENT');
      resolve({ started, isContent: error === null && complaints.length === 0 });
    });
  });
}

/** The readers that this machine has. */
export async function readersOf() {
  const found = await Promise.all(
    Object.entries(programs).map(async ([program, args]) => ({ program, args, ...(await ask(program, ['--help'])) })),
  );
  const installed = found.filter(({ started }) => started);
  return {
    /** Those that read the file from beginning to end without a complaint. */
    async showing(path: string): Promise<string[]> {
      const answers = await Promise.all(
        installed.map(async ({ program, args }) => ({ program, ...(await ask(program, args(path))) })),
      );
      return answers.filter(({ isContent }) => isContent).map(({ program }) => program);
    },
  };
}
