import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { commonProblems, type EndpointContract } from '#shared/contract/endpoint.ts';
import type { ProblemCode } from '#shared/contract/problems.ts';
import { rules } from '#shared/contract/rules.ts';
import { changeLife } from '#shared/customers/contacts/contact-change.ts';
import { confirmationLife } from '#shared/customers/registration/registration.ts';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { allowedStrikes, lockLength } from '#shared/sign-in/guard/guard-state.ts';
import { helpEn } from '../../web/src/pages/help/help-en.ts';
import { helpHu } from '../../web/src/pages/help/help-hu.ts';
import { questionIds } from '../../web/src/pages/help/questions.ts';
import { nextSteps, nextStepsOf } from '../../web/src/problems/next-steps.ts';
import { en } from '../../web/src/words/en.ts';
import { hu } from '../../web/src/words/words.ts';

const endpoints: readonly EndpointContract[] = Object.values(contract);
const answerable = [...new Set<ProblemCode>([...commonProblems, ...endpoints.flatMap(({ problems }) => problems)])];

describe('R13.1 each error leads to its answer', () => {
  it.each(answerable.filter((code) => code !== 'invalid-fields'))('%s leads to a question of the help', (code) => {
    expect(questionIds).toContain(nextStepsOf(code).help);
  });

  it('a field that is not right is answered beside it, in both languages', () => {
    expect(nextStepsOf('invalid-fields')).toEqual({});
    for (const { fields } of [hu, en])
      for (const { error } of Object.values(fields)) expect(error).toMatch(/^\S.{10,}[.]$/);
  });

  it('every question that an error leads to is answered in both languages', () => {
    for (const { help } of Object.values(nextSteps))
      for (const { answers } of [helpHu, helpEn])
        expect(answers[help].answer({ ...rules, helpline: '1', products: 'casco' }).length).toBeGreaterThan(0);
  });
});

it('the figures are those of the requirements, and the rules apply them', () => {
  const hour = 3_600_000;
  expect([rules.attempts, rules.lockHours, rules.months, rules.linkHours]).toEqual([3, 24, 13, 24]);
  expect([rules.passwordHours, rules.unreadDays, rules.endingDays, rules.warningMinutes]).toEqual([24, 14, 30, 2]);
  expect([allowedStrikes, lockLength]).toEqual([rules.attempts, rules.lockHours * hour]);
  expect([confirmationLife, changeLife.email, changeLife.mobile]).toEqual([24 * hour, 24 * hour, hour / 4]);
  // From the middle of a month, to the end of that day.
  expect(accessEnd(new Date('2027-01-15T12:00:00Z'))).toEqual(new Date(Date.UTC(2027, rules.months, 15, 23)));
});
