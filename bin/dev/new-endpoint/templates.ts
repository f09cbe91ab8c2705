// Every file that `npm run new-endpoint` writes, in one place. A test type-checks what they make.

/** Where an endpoint of a signed-in customer can go: the file of the contract, and of the wiring, with this name. */
export const areas = ['account', 'documents', 'policies'] as const;
export type Area = (typeof areas)[number];

export type NewEndpoint = {
  /** `show-premium`: folder, function, construct, log and alarm. */
  readonly name: string;
  /** `showPremium`. */
  readonly identifier: string;
  /** `premium`: the end of its path. */
  readonly noun: string;
  /** `Show premium`. */
  readonly words: string;
  readonly area: Area;
};

/** The names that follow from `verb-noun`. Throws for a name of another form. */
export function nameEndpoint(name: string, area: Area): NewEndpoint {
  if (!/^[a-z]+(-[a-z]+)+$/.test(name)) throw new Error(`${name} is no name such as show-premium: a verb, then a noun`);
  const [verb = '', ...nouns] = name.split('-');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const identifier = [verb, ...nouns.map(capital)].join('');
  return { name, identifier, noun: nouns.join('-'), words: capital([verb, ...nouns].join(' ')), area };
}

export const contractEntry = ({ name, identifier, noun, words }: NewEndpoint) => `
export const ${identifier} = defineEndpoint({
  name: '${name}',
  summary: '${words}',
  method: 'GET',
  path: '/api/account/${noun}',
  auth: 'account',
  answers: { 200: v.strictObject({ username: v.string() }) },
  problems: ['session-ended'],
});
`;

export const behaviour = ({
  identifier,
  words,
  area,
}: NewEndpoint) => `import { ${identifier} as contract } from '#shared/contract/${area}.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
};

/** ${words}, for the signed-in customer. */
export const ${identifier} = ({ accounts }: Needs) =>
  endpoint(contract, async ({ session }) => {
    const { username } = await accounts.live(session);
    return ok({ username });
  });
`;

export const handler = ({
  name,
  identifier,
}: NewEndpoint) => `import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { ${identifier} } from './${name}.ts';

export const handler = httpApi(${identifier}({ accounts: accounts() }));
`;

export const wiring = ({ identifier, words }: NewEndpoint) => `  new Endpoint(scope, contract.${identifier}, parts, {
    errorImpact: 'Customers cannot ${words.charAt(0).toLowerCase()}${words.slice(1)}.',
    uses: [accounts.live],
  });
`;

export const unitTest = ({ name, identifier }: NewEndpoint) => `import { describe, expect, it } from 'vitest';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { ${identifier} } from '../../../functions/${name}/${name}.ts';

describe('${name}', () => {
  it('answers the signed-in customer', async () => {
    const endpoint = ${identifier}({ accounts: accountsWith(anAccount()) });
    expect(await answerOf(endpoint, aCustomersCall)).toEqual({ status: 200, body: { username: 'anna' } });
  });

  it.each(endedSessions)('R1.4 answers nothing when $why', async ({ account }) => {
    const endpoint = ${identifier}({ accounts: accountsWith(account) });
    expect(await problemOf(endpoint, aCustomersCall)).toEqual({ code: 'session-ended', details: {} });
  });
});
`;

/** What a person must still decide, in the order of doing it. */
export const whatIsLeft = ({ name, identifier, area }: NewEndpoint) => `What is left for you:
  shared/contract/${area}.ts          ${identifier}: method, path, body, answers, problems, and a summary with its rule
  functions/${name}/          the rule, and what it needs; its adapter declares each call in access.ts
  infra/endpoints/${area}.ts         what customers suffer when it fails (errorImpact), and each access that it uses
  test/unit/functions/${name}.test.ts   name each test after its rule
  npm run openapi              writes docs/openapi.json again
  test/journeys/               call it once on the local host: a permission that no test uses fails the run
  web/ or bin/helpdesk/        the page or the command that calls it`;
