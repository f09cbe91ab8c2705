import { describe, expect, it } from 'vitest';
import { writtenLog } from '#test/support/written-log.ts';
import { answerTime } from '../../../functions/publish-website/answer-cloudformation.ts';
import { describeFile, publishWebsite } from '../../../functions/publish-website/publish-website.ts';

const anEvent = (changes: object = {}) => ({
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer?signature=1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Website',
  ...changes,
});

const built = ['index.html', 'assets/main-1.js', 'assets/main-1.css', 'favicon.svg'];

type Setup = { readonly files?: readonly string[]; readonly failing?: string; readonly hanging?: string };

/** A deployment of these files; putting one of them may fail or never end. `steps`: what began and what was done, in order. */
function setup({ files = built, failing, hanging }: Setup = {}) {
  const steps: string[] = [];
  const answers: { url: string; body: unknown }[] = [];
  const behaviour = publishWebsite({
    pages: () => ({
      files: async () => files,
      async publish({ path }) {
        steps.push(`begin ${path}`);
        if (path === hanging) await new Promise(() => undefined);
        await new Promise(setImmediate);
        if (path === failing) throw new Error(`${path} was not put`);
        steps.push(`done ${path}`);
      },
    }),
    async answer(url, body) {
      steps.push('answer');
      answers.push({ url, body });
    },
  });
  const run = (event: unknown, timeLeft = 120_000) => behaviour(event, { getRemainingTimeInMillis: () => timeLeft });
  return { run, steps, answers };
}

const success = {
  Status: 'SUCCESS',
  PhysicalResourceId: 'website',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Website',
};

describe('publish-website', () => {
  it.each(['Create', 'Update'])('%s publishes every file and then says so to CloudFormation', async (RequestType) => {
    const { run, steps, answers } = setup();
    await run(anEvent({ RequestType }));
    expect(steps.filter((step) => step.startsWith('done')).sort()).toEqual(built.map((path) => `done ${path}`).sort());
    expect(steps.at(-1)).toBe('answer');
    expect(answers).toEqual([{ url: 'https://cloudformation.example/answer?signature=1', body: success }]);
  });

  it('publishes the same pages again for an operator, who waits for the end and no URL', async () => {
    const { run, steps, answers } = setup();
    await run({ RequestType: 'Publish' });
    expect(steps.filter((step) => step.startsWith('done')).sort()).toEqual(built.map((path) => `done ${path}`).sort());
    expect(answers).toEqual([]);
    await expect(setup({ failing: 'index.html' }).run({ RequestType: 'Publish' })).rejects.toThrow(
      'index.html was not put',
    );
  });

  it('pages are published after the last file that they point at', async () => {
    const { run, steps } = setup();
    await run(anEvent());
    const beforePages = steps.slice(0, steps.indexOf('begin index.html'));
    for (const path of built.filter((each) => each.startsWith('assets/')))
      expect(beforePages).toContain(`done ${path}`);
  });

  it('Delete removes no file: a page that is open in a browser keeps working', async () => {
    const { run, steps, answers } = setup();
    await run(anEvent({ RequestType: 'Delete' }));
    expect([steps, answers.map(({ body }) => body)]).toEqual([['answer'], [success]]);
  });

  it('R12.3 when a file cannot be put no page is published, the deployment fails with its name, and the log says so', async () => {
    const log = writtenLog();
    const { run, steps, answers } = setup({ failing: 'assets/main-1.css' });
    await run(anEvent());
    expect(steps).not.toContain('begin index.html');
    expect(answers).toEqual([
      expect.objectContaining({
        body: { ...success, Status: 'FAILED', Reason: 'assets/main-1.css was not put' },
      }),
    ]);
    expect(log.lines()).toEqual([
      expect.objectContaining({ level: 'error', message: 'website-not-published', operation: 'publish-website' }),
    ]);
  });

  it('an unknown kind of file fails the deployment before anything is put', async () => {
    writtenLog();
    const { run, steps, answers } = setup({ files: [...built, 'secrets.exe'] });
    await run(anEvent());
    expect(steps).toEqual(['answer']);
    expect(answers).toEqual([
      expect.objectContaining({
        body: { ...success, Status: 'FAILED', Reason: 'There is no content type for secrets.exe' },
      }),
    ]);
  });

  it('the same deployment twice does the same twice', async () => {
    const { run, answers } = setup();
    for (let time = 1; time <= 2; time++) await run(anEvent());
    expect(answers.map(({ body }) => body)).toEqual([success, success]);
  });

  it('an event that nobody can be answered about is refused, and no address is called', async () => {
    const { run, steps } = setup();
    await expect(run(anEvent({ ResponseURL: 'nowhere' }))).rejects.toThrow();
    await expect(run(anEvent({ RequestId: undefined }))).rejects.toThrow();
    expect(steps).toEqual([]);
  });

  it('R12.3 a request in an unknown form is answered at once: CloudFormation does not wait for the time-out', async () => {
    writtenLog();
    const { run, steps, answers } = setup();
    await run(anEvent({ RequestType: 'Other' }));
    expect(steps).toEqual(['answer']);
    expect(answers).toMatchObject([{ body: { Status: 'FAILED', Reason: expect.stringContaining('Other') } }]);
  });

  it('R12.3 so are settings that the page cannot be written with', async () => {
    writtenLog();
    const answers: unknown[] = [];
    const behaviour = publishWebsite({
      pages: () => {
        throw new Error('no insurer');
      },
      answer: async (_, body) => void answers.push(body),
    });
    await behaviour(anEvent(), { getRemainingTimeInMillis: () => 120_000 });
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'no insurer' }]);
  });

  it('R12.3 so is a run that comes near its time-out, while there is time to answer', async () => {
    writtenLog();
    const { run, steps, answers } = setup({ hanging: 'assets/main-1.js' });
    await run(anEvent(), answerTime + 20);
    expect(steps).not.toContain('begin index.html');
    expect(answers).toMatchObject([{ body: { Status: 'FAILED', Reason: expect.stringContaining('in time') } }]);
  });

  it('the run fails when CloudFormation did not get the answer, so that Lambda retries it', async () => {
    const behaviour = publishWebsite({
      pages: () => ({ files: async () => [], publish: async () => undefined }),
      answer: () => Promise.reject(new Error('no connection')),
    });
    await expect(behaviour(anEvent(), { getRemainingTimeInMillis: () => 120_000 })).rejects.toThrow('no connection');
  });
});

describe('the files of the page', () => {
  it('browsers keep hashed files for good and ask for every other one each time', () => {
    expect(describeFile('assets/index-abc.js').cacheControl).toBe('public, max-age=31536000, immutable');
    for (const path of ['index.html', 'favicon.svg', 'manifest.webmanifest'])
      expect(describeFile(path).cacheControl).toBe('no-cache');
  });

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/main.js', 'text/javascript; charset=utf-8'],
    ['assets/main.css', 'text/css; charset=utf-8'],
    ['favicon.svg', 'image/svg+xml'],
    ['assets/font.woff2', 'font/woff2'],
  ])('%s is served as %s: browsers do not guess', (path, contentType) => {
    expect(describeFile(path).contentType).toBe(contentType);
  });

  it.each(['secrets.exe', 'README', 'assets/main.js.map', 'x.constructor', 'x.toString'])(
    'a file of another kind cannot be part of the page: %s',
    (path) => {
      expect(() => describeFile(path)).toThrow(`There is no content type for ${path}`);
    },
  );
});
