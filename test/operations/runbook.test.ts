import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { helpdeskCommands } from '../../bin/helpdesk/commands.ts';
import { operateProgram } from '../../bin/operate/program.ts';
import { synthesizedTemplates } from '../infra/synthesized.ts';
import { anchors, chapters, commandsOf, form, linkedAnchors, said } from './runbook-guide.ts';
import { severities } from './severities.ts';

const root = join(import.meta.dirname, '../..');

describe('docs/runbook.md', () => {
  it.each([...chapters.keys()])(
    '%s says who suffers, how urgent it is, how to see it, why, what to do, when it is over, what not to do',
    (heading) => {
      const text = chapters.get(heading) ?? '';
      const places = form.map((label) => text.indexOf(label));
      expect(places.filter((at) => at < 0)).toEqual([]);
      expect(places).toEqual([...places].sort((one, other) => one - other));
      for (const label of form) expect(said(heading, label), label).toMatch(/^.{4,}/s);
    },
  );

  it('links only to what it has', () => {
    expect(linkedAnchors.length).toBeGreaterThan(50);
    expect(linkedAnchors.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
  beforeAll(async () => {
    stack = await synthesizedTemplates({ smsCanaryNumber: '+36301110000' });
  });

  it('R12.3 has a chapter for each alarm, with the severity that the stacks give it', () => {
    const found = severities(stack);
    expect(Object.keys(found).length).toBeGreaterThan(100);
    for (const [heading, severity] of Object.entries(found))
      expect([heading, said(heading, '**Severity:**')]).toEqual([heading, `${severity}.`]);
  });
});

/** Has a program read words and do nothing. Throws CommanderError for what it does not take. */
async function parse(program: Command, words: readonly string[]): Promise<void> {
  const prepare = (command: Command) => {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (command.commands.length === 0) command.action(() => undefined);
    for (const each of command.commands) prepare(each);
  };
  prepare(program);
  await program.parseAsync(words, { from: 'user' });
}

/** A command that is named without what it needs: `restore finish` "with the options of step 2". */
const isOnlyNamed = (words: readonly string[]) => !words.some((word) => word.startsWith('-'));

describe('its commands', () => {
  const written = commandsOf('operate').filter((words) => !isOnlyNamed(words) || words[0] === 'where');

  it.each(written.map((words) => ({ words, name: words.join(' ') })))(
    'the parser takes operate $name',
    async ({ words }) => {
      await parse(operateProgram() as unknown as Command, words);
    },
  );

  it('that are wrong would be refused', async () => {
    await expect(parse(operateProgram() as unknown as Command, ['parked', 'list', '--nonsense'])).rejects.toThrow(
      CommanderError,
    );
  });

  it('of the helpdesk exist', () => {
    const known = helpdeskCommands({ env: {}, print: () => undefined }).commands.map((command) => command.name());
    const named = commandsOf('helpdesk').map(([name]) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => name === undefined || !known.includes(name))).toEqual([]);
  });

  /** Each of the operators' commands is run on the local host, by one of these. Only read by its parser: none. */
  const ranBy: Readonly<Record<string, string>> = {
    'customer show': 'test/journeys/customer-requests.test.ts',
    'customer export': 'test/journeys/customer-requests.test.ts',
    'customer erase': 'test/journeys/customer-requests.test.ts',
    evidence: 'test/journeys/customer-requests.test.ts',
    'hide-document': 'test/journeys/customer-requests.test.ts',
    'parked list': 'test/journeys/documents-redrive.test.ts',
    'parked save': 'test/journeys/documents-redrive.test.ts',
    'parked remove': 'test/journeys/documents-redrive.test.ts',
    redrive: 'test/journeys/redrive.ts',
    'restore prepare': 'test/journeys/restore.test.ts',
    'restore finish': 'test/journeys/restore.test.ts',
    'restore customers': 'test/journeys/lost-pool.test.ts',
    'restore documents': 'test/journeys/lost-bucket.test.ts',
    'rotate-secret status': 'test/journeys/rotating-secret.test.ts',
    'note-documents': 'test/journeys/retention.test.ts',
    networks: 'test/operations/lock-surge.test.ts',
    'test-pager': 'test/operations/emergency.test.ts',
    'publish-pages': 'test/operations/emergency.test.ts',
    where: 'test/unit/operate/where.test.ts',
  };

  /** What writes every table or the secret, which two administrators run, and what calls no AWS of a stage. */
  const ofNoOperator = ['drill', 'probe-aws', 'restore', 'rotate-secret', 'where'];
  const leavesOf = (command: Command, above = ''): string[] => {
    const name = `${above}${command.name()}`;
    return command.commands.length === 0 ? [name] : command.commands.flatMap((one) => leavesOf(one, `${name} `));
  };

  it('of operators are each run with the key of somebody who has their policy and nothing else (decision 203)', () => {
    const all = operateProgram().commands.flatMap((one) => leavesOf(one as unknown as Command));
    const operators = all.filter((name) => !ofNoOperator.includes(name.split(' ')[0] ?? ''));
    expect(operators.length).toBeGreaterThan(10);
    for (const name of operators) {
      const text = readFileSync(join(root, ranBy[name] ?? 'not run'), 'utf8');
      expect(text, name).toMatch(/\boperate(d)?On\(/);
    }
  });

  it('are each run by a test, not only read', () => {
    const names = [
      ...new Set(
        commandsOf('operate').map(
          (words) =>
            Object.keys(ranBy).find((name) => `${words.join(' ')} `.startsWith(`${name} `)) ??
            `${words.join(' ')} (by no test)`,
        ),
      ),
    ];
    expect(names.filter((name) => ranBy[name] === undefined)).toEqual([]);
    for (const name of names) {
      const file = ranBy[name] ?? '';
      expect(globSync(file, { cwd: root }), name).toEqual([file]);
      const word = name.split(' ').at(name.startsWith('rotate') ? 0 : -1) ?? '';
      expect(readFileSync(join(root, file), 'utf8'), `${file} runs ${name}`).toMatch(
        new RegExp(`'${word}'|${word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}|findPlaces`),
      );
    }
  });
});
