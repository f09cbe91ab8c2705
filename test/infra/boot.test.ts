import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playedStack } from '#test/support/portal/played-stack.ts';
import { readFunctions } from './boot-functions.ts';
import { importInProcess, importInThread } from './boot-import.ts';
import { startStubAws } from './boot-stub-aws.ts';

const functions = await readFunctions(await playedStack());

let aws: Awaited<ReturnType<typeof startStubAws>>;
beforeAll(async () => {
  aws = await startStubAws();
});
afterAll(() => aws.close());

describe('each bundled handler', () => {
  it('is there', () => expect(functions.length).toBeGreaterThan(15));

  it.each(functions.map((one) => [one.name, one] as const))(
    '%s starts in a fresh process with exactly the environment that the template gives it',
    async (_, one) => {
      expect(await importInProcess(one, one.environment(aws.url))).toBe('function');
    },
  );

  it.each(
    functions.filter(({ variables }) => Object.keys(variables).length > 0).map((one) => [one.name, one] as const),
  )('%s does not start without any one of its variables, and names the missing one', async (name, one) => {
    const outcomes = await Promise.all(
      Object.keys(one.variables).map(async (variable) => {
        const { [variable]: _, ...rest } = one.environment(aws.url);
        return [variable, await importInThread(one, rest)];
      }),
    );
    // Where it starts without a variable, the variable is superfluous.
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(
        Object.keys(one.variables).map((variable) => [
          variable,
          expect.stringMatching(`${name} needs the variable ${variable}$`),
        ]),
      ),
    );
  });
});
