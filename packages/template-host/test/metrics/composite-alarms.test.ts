import { describe, expect, it } from 'vitest';
import { ruleHolds } from '#host/metrics/alarm-rule.ts';
import type { AlarmState, StandingAlarm } from '#host/metrics/alarms.ts';
import { type CompositePlan, standingComposites } from '#host/metrics/composite-alarms.ts';

const states = new Map<string, AlarmState>([
  ['on', 'ALARM'],
  ['off', 'OK'],
]);

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM("on")', true],
    ['ALARM(on) AND OK(off)', true],
    ['ALARM("off") OR ALARM("arn:aws:cloudwatch:::alarm:on")', true],
    ['(ALARM("off") OR ALARM("on")) AND NOT ALARM("on")', false],
    ['ALARM("off") AND ALARM("on") OR TRUE', true],
    ['INSUFFICIENT_DATA("on") OR FALSE', false],
  ])('%s is %s', (rule, holds) => expect(ruleHolds(rule, states)).toBe(holds));

  it.each(['ALARM("none")', 'AT_LEAST(1, ALARM, ("on"))', '(ALARM("on")', 'ALARM("on") ALARM("off")'])(
    'refuses %s, which it cannot play',
    (rule) => expect(() => ruleHolds(rule, states)).toThrow(),
  );
});

describe('composite alarms', () => {
  const part = (name: string, state: AlarmState): StandingAlarm => ({
    ...{
      name,
      state,
      description: '',
      watches: [],
      unmeasured: [],
      actions: [],
      unknownActions: [],
      isSuppressed: false,
    },
  });
  const plan = (name: string, rule: string, suppressor?: string): CompositePlan => ({
    ...{ name, description: '', rule, actions: ['topic'], suppressor },
  });
  const standing = (plans: readonly CompositePlan[], ...alarms: readonly StandingAlarm[]) =>
    standingComposites(plans, alarms).map(({ name, state, isSuppressed }) => [name, state, isSuppressed]);

  it('follow each other in any order, and a suppressor that is on keeps the others’ actions back', () => {
    const plans = [
      plan('symptom', 'ALARM("b")', 'causes'),
      plan('causes', 'ALARM("cause")'),
      plan('cause', 'ALARM("a")'),
    ];
    expect(new Set(standing(plans, part('a', 'ALARM'), part('b', 'ALARM')))).toEqual(
      new Set([
        ['cause', 'ALARM', false],
        ['symptom', 'ALARM', true],
        ['causes', 'ALARM', false],
      ]),
    );
    expect(standing(plans, part('a', 'OK'), part('b', 'ALARM'))).toContainEqual(['symptom', 'ALARM', false]);
  });

  it('that name each other are refused', () =>
    expect(() => standing([plan('x', 'ALARM("y")'), plan('y', 'ALARM("x")')])).toThrow('name each other'));
});
