import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { noSecondStep } from '#test/builders/second-step.ts';
import { someSessionCookies, someTokens } from '#test/builders/session-tokens.ts';
import { choosePassword } from '../../functions/choose-password/choose-password.ts';
import { fetchPasswordJudge, weaknessProblem } from '../../web/src/forms/password-judge.ts';
import { hasPassword, isLongEnough, textOf } from '../../web/src/forms/text-of.ts';
import { noon } from './functions/register-setup.ts';
import { apiRefuses, formOf, pageRefuses, typed } from './registration-verdicts.ts';

const inputs: Readonly<Record<string, readonly string[]>> = {
  'identity.familyName': [
    'Kiss',
    ' Kiss ',
    '',
    ' ',
    '\u200b',
    '\u202aKiss\u202c',
    '-',
    'X',
    'Ｋｉｓｓ',
    '\u00a0',
    '\ufeff',
    'Dr. Kiss',
  ],
  'identity.birthPlace': [
    'Szeged',
    '\u2066Szeged\u2069',
    '\u200e',
    'Bp.',
    '',
    '\t',
    'Szeged\u200b',
    'XI. kerület',
    '5',
    '\u00ad',
  ],
  'identity.birthDate.year': [
    '1961',
    '1900',
    '1899',
    '2027',
    '2028',
    '61',
    '\u200e1961',
    '1961\u200b',
    '１９６１',
    '',
    'abcd',
    '19610',
  ],
  'identity.birthDate.month': ['01', '12', '13', '00', '\u206602\u2069', '０２', '', '1a', '-1', '\u200b03'],
  'identity.birthDate.day': ['01', '28', '31', '32', '00', '\u202a28\u202c', '２８', '', 'x1', '\ufeff07'],
  username: [
    ...[
      'anna',
      'a',
      'an',
      'ANNA',
      ' anna ',
      'an na',
      '.anna',
      'anna.',
      'a\u200bnna',
      '\u2066anna\u2069',
      'ａｎｎａ',
      'őzike',
      'anna@x.hu',
    ],
    ...[
      'őzike'.normalize('NFD'),
      'a'.repeat(50),
      'a'.repeat(51),
      'anna\u00a0',
      'anna!',
      '\u200b',
      '👩anna',
      'anna\u202e',
      '',
    ],
  ],
  email: [
    ...[
      "o'brien@example.hu",
      'a&b@example.hu',
      'info@árvíztűrő.hu',
      `${'a'.repeat(65)}@example.hu`,
      'anna@localhost',
      'anna',
    ],
    ...[
      '\u202aanna@example.hu\u202c',
      '',
      'Anna <anna@example.hu>',
      'mailto:anna@example.hu',
      'anna@example..hu',
      'an na@x.hu',
    ],
  ],
  mobile: [
    ...[
      '+36 06 30 123 4567',
      '30 123 4567',
      'tel:+36301234567',
      '06 1 335 3355',
      '\u206606301234567\u2069',
      '',
      'harminc',
    ],
    ...[
      '+43 660 1234567',
      '06 38 123 4567',
      '０６３０１２３４５６７',
      '06 30 123 456',
      '+36 (0) 30 123 4567',
      '+36 30 123 4567 9',
    ],
  ],
};

describe('R1.7, R2.4, R2.5, R2.5a page and API give the same verdict on a registration', () => {
  it.each(Object.entries(inputs).flatMap(([field, values]) => values.map((value) => [field, value] as const)))(
    '%s: %j',
    async (field, value) => {
      const values = { ...typed, [field]: value };
      expect(await pageRefuses(values)).toEqual(await apiRefuses(values));
    },
  );

  it('takes the filled-in form', async () => {
    expect(await pageRefuses(typed)).toEqual([]);
    expect(await apiRefuses(typed)).toEqual([]);
  });
});

describe('R1.7 page and API give the same verdict on a sign-in', () => {
  const passwords = ['x', ' x ', '', ' ', '\n', '\u200b', '\ufeff', 'x\r\n', '\u00a0', 'őz'.normalize('NFD')];
  it.each(
    ['anna', ' ', '', '\u200b', 'ANNA\u200e', '\u00a0'].flatMap((name) =>
      passwords.map((word) => [name, word] as const),
    ),
  )('username %j, password %j', (username, password) => {
    const form = formOf({ username, password });
    const parsed = v.safeParse(contract.signIn.body, { username, password });
    const api = parsed.issues?.map((issue) => v.getDotPath(issue));
    const page = [
      ...(textOf(form, 'username') ? [] : ['username']),
      ...(hasPassword(form, 'password') ? [] : ['password']),
    ];
    expect(page).toEqual([...new Set(api ?? [])]);
  });
});

describe('R1.7 page and API give the same verdict on a new password', () => {
  beforeAll(fetchPasswordJudge);
  const challenges = createChallengeSeal('a secret');
  const handle = httpApi(
    choosePassword({
      pool: { choosePassword: async () => someTokens() },
      firstPassword: { endRegistration: async () => undefined },
      mailer: { send: async () => ({ messageId: 'mail' }) },
      ...{ origin: 'https://portal.example', challenges, sessionCookies: someSessionCookies, now: () => noon },
      devices: createDeviceSeal('a secret'),
      ...noSecondStep,
      standing: async () => ({ accountId: 'the-account' }),
      turns: { take: async () => ({ sms: undefined }), release: async () => undefined },
      newTurnId: () => 'turn',
      pause: async () => undefined,
    }),
  );
  const challengeToken = challenges.seal('anna', { session: 'challenge', askedAt: noon.getTime() });

  it.each([
    'három kék úszó őz',
    'három kék úszó őz'.normalize('NFD'),
    ' három kék úszó őz',
    'három kék úszó őz\n',
    '\u200bhárom kék úszó őz',
    'három kék úszó őz\u2069',
    'őúűéáőúűéáő',
    'őúűéáőúűéáő'.normalize('NFD'),
    'anna három kék úszó őz',
    'ANNA három kék úszó őz',
    'jelszójelszó',
    '123456789012',
    'Budapest2026!',
    'rövid',
    ' ',
    'x'.repeat(256),
    `három kék úszó őz ${'x'.repeat(250)}`,
  ])('%j', async (newPassword) => {
    const answer = await anApiCall(handle, { body: { username: 'anna', challengeToken, newPassword } });
    const problem = v.parse(v.looseObject({ reason: v.optional(v.string()) }), JSON.parse(answer.text));
    const page = weaknessProblem(newPassword, 'anna');
    if (answer.status === 400) expect(newPassword.length).toBeGreaterThan(256);
    else expect(page?.reason).toBe(problem.reason);
    expect(page === undefined).toBe(answer.status === 200);
    if (!isLongEnough(newPassword)) expect(problem.reason).toBe('too-short');
  });
});
