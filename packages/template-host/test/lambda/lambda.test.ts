import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '#host/clock.ts';
import { createFunction, type LambdaFunction } from '#host/lambda/lambda-function.ts';
import { createLog } from '#host/lambda/log.ts';
import { repeatOnSchedule, scheduleMs } from '#host/lambda/schedules.ts';
import { buildThreadScript } from '#host/lambda/thread-script.ts';

let script: URL;
beforeAll(async () => {
  script = await buildThreadScript();
});
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function aFunctionOf(
  source: string,
  { file = 'index.mjs', timeoutMs = 5000, offset = 0 } = {},
): Promise<LambdaFunction & { lines: () => string[]; move: (ms: number) => void }> {
  const project = await mkdtemp(join(tmpdir(), 'function-'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  const directory = join(project, 'asset');
  await mkdir(directory);
  await writeFile(join(directory, file), source);
  const shared = new SharedArrayBuffer(8);
  const move = (ms: number) => {
    new Float64Array(shared)[0] = ms;
  };
  move(offset);
  const log = createLog({ now: Date.now, verbose: false, print: () => {} });
  const environment = { COLOUR: 'green' };
  const made = createFunction(
    { name: 'f', arn: 'arn:f', directory, handler: 'index.handler', environment, timeoutMs, memoryMb: 128 },
    { shared, script, log },
  );
  closing.push(() => rm(project, { recursive: true, force: true }), made.close);
  return { ...made, move, lines: () => log.lines().map(({ line }) => line) };
}

describe('a function in its thread', () => {
  it('sees exactly its own environment', async () => {
    const one = await aFunctionOf('export const handler = () => ({ ...process.env });');
    expect(await one.invoke({})).toEqual({ COLOUR: 'green' });
  });

  it('sees the moved time in Date.now(), new Date() and Date kept by its modules', async () => {
    const one = await aFunctionOf(
      'const Kept = Date; export const handler = () => [Kept.now(), new Kept().getTime(), new Date(5).getTime(), new Kept() instanceof Date];',
      { offset: 1e9 },
    );
    const [now, made, fixed, isDate] = Object.values(Object(await one.invoke({})));
    expect(Number(now) - Date.now()).toBeGreaterThan(0.99e9);
    expect(Number(made) - Date.now()).toBeGreaterThan(0.99e9);
    expect([fixed, isDate]).toEqual([5, true]);
  });

  it('ends its pause when the clock has moved past it, and after its real time if the clock was moved back', async () => {
    const one = await aFunctionOf(
      `import { setTimeout as pause } from 'node:timers/promises';
      export const handler = async (ms) => { const before = Date.now(); await pause(ms); return Date.now() - before; };`,
    );
    await one.invoke(1);
    const long = one.invoke(3_600_000);
    await one.invoke(1);
    one.move(7_200_000);
    expect(await long).toBeGreaterThanOrEqual(7_200_000);
    const short = one.invoke(100);
    await one.invoke(1);
    one.move(0);
    expect(await short).toBeLessThan(0);
  });

  it('loads a .js file as CommonJS, as in Lambda, whatever lies above the asset', async () => {
    const source = `const { join } = require('node:path');
      exports.handler = async () => join('a', 'b');`;
    const one = await aFunctionOf(source, { file: 'index.js' });
    expect(await one.invoke({})).toBe('a/b');
  });

  it('passes on the error of the handler, and continues', async () => {
    const one = await aFunctionOf(
      `export const handler = (event) => { if (event === 'bad') throw new TypeError('wrong'); return event; };`,
    );
    await expect(one.invoke('bad')).rejects.toMatchObject({
      failure: 'handler',
      errorType: 'TypeError',
      message: 'wrong',
    });
    expect(await one.invoke('good')).toBe('good');
  });

  it('is ended when it takes longer than its time-out, and starts again', async () => {
    const one = await aFunctionOf(
      `let calls = 0; export const handler = (event) => { calls += 1; if (event === 'hang') while (true); return calls; };`,
      { timeoutMs: 2000 },
    );
    expect(await one.invoke('go')).toBe(1);
    await expect(one.invoke('hang')).rejects.toMatchObject({ failure: 'timeout' });
    expect(await one.invoke('go')).toBe(1);
  });

  it('has its whole time-out from when its handler begins: loading does not count', async () => {
    const one = await aFunctionOf(
      `await new Promise((resolve) => setTimeout(resolve, 1500)); export const handler = () => 'loaded';`,
      { timeoutMs: 1000 },
    );
    expect(await one.invoke('go')).toBe('loaded');
  });

  it('runs fifty invocations at once; the others wait outside their time-out, and all are answered', async () => {
    const one = await aFunctionOf(
      `let now = 0; let most = 0;
       export const handler = async () => {
         most = Math.max(most, ++now);
         await new Promise((resolve) => setTimeout(resolve, 20));
         now--;
         return most;
       };`,
    );
    const answers = await Promise.all(Array.from({ length: 200 }, () => one.invoke('go')));
    expect(Math.max(...answers.map(Number))).toBe(50);
  });

  it('a crash fails everything that runs in it', async () => {
    const one = await aFunctionOf(
      `export const handler = (event) => event === 'wait' ? new Promise((resolve) => setTimeout(resolve, 4000)) : 1;`,
    );
    const waiting = [one.invoke('wait'), one.invoke('wait')];
    await one.invoke('go');
    one.crash('test');
    for (const outcome of await Promise.allSettled(waiting)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { failure: 'crash' } });
    }
    expect(await one.invoke('go')).toBe(1);
  });

  it('a module that fails to load fails the call, and is loaded again at the next', async () => {
    const one = await aFunctionOf('throw new Error("no secret"); export const handler = () => 1;');
    await expect(one.invoke({})).rejects.toMatchObject({ failure: 'crash', message: 'no secret' });
    await expect(one.invoke({})).rejects.toMatchObject({ message: 'no secret' });
  });

  it('keeps the lines it writes', async () => {
    const one = await aFunctionOf(`export const handler = () => { console.log('a\\nb'); console.error('c'); };`);
    await one.invoke({});
    await expect.poll(() => one.lines().toSorted()).toEqual(['a', 'b', 'c']);
  });
});

describe('schedules', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(1 day)', 86_400_000],
  ])('%s fires every %i ms', (expression, ms) => {
    expect(scheduleMs(expression)).toBe(ms);
  });
  it('one due several times within one move of the clock fires once, at its end, and continues from there', async () => {
    const clock = createClock();
    const fired: number[] = [];
    const end = repeatOnSchedule(clock, 'rate(5 minutes)', async () => void fired.push(clock.offset()));
    await clock.advance(86_400_000);
    expect(fired).toEqual([86_400_000]);
    await clock.advance(301_000);
    expect(fired).toHaveLength(2);
    end();
    await clock.advance(301_000);
    expect(fired).toHaveLength(2);
    clock.stop();
  });
  it('refuses what it cannot read', () => {
    expect(() => scheduleMs('rate(soon)')).toThrow('cannot read the schedule rate(soon)');
  });
});
