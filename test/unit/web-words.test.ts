import { describe, expect, it } from 'vitest';
import { dialable } from '#shared/contract/helpline.ts';
import { problemTable } from '#shared/contract/problems.ts';
import { rules } from '#shared/contract/rules.ts';
import { whyNotEligible } from '#shared/customers/registration/eligibility.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { formatLastDay, formatSize, formatTime, formatTimeFrom } from '../../web/src/language/formats.ts';
import { helpEn } from '../../web/src/pages/help/help-en.ts';
import { helpHu } from '../../web/src/pages/help/help-hu.ts';
import { questionIds } from '../../web/src/pages/help/questions.ts';
import { nextSteps } from '../../web/src/problems/next-steps.ts';
import { en } from '../../web/src/words/en.ts';
import { hu } from '../../web/src/words/words.ts';

const facts = { helpline: '(06 1/20/30/70) 335 3355', time: (instant: string) => formatTime('hu', instant) };
const languages = [
  ['hu', hu, helpHu],
  ['en', en, helpEn],
] as const;

describe.each(languages)('the words of the pages (%s)', (_, words, help) => {
  it.each([...Object.keys(problemTable), 'offline', 'slow'])('have a sentence for the problem %s', (code) => {
    const problem = { code: code as keyof typeof words.problems };
    expect(words.problems[problem.code](problem, facts)).toMatch(/^\S.{10,}[.]$/s);
  });

  it('R1.3 name the attempts left and until when sign-in is locked, in Budapest time', () => {
    expect(words.problems['wrong-credentials']({ code: 'wrong-credentials', attemptsLeft: 2 }, facts)).toContain('2');
    const locked = words.problems.locked({ code: 'locked', lockedUntil: '2027-02-01T09:30:00.000Z' }, facts);
    expect(locked).toContain('10:30');
  });

  it('R2.3 a failed identification names the helpline and menu, and does not name the field that differed', () => {
    const problem = { code: 'identification-failed' as const };
    expect(words.problems['identification-failed'](problem, facts)).toContain(facts.helpline);
    const named = { ...problem, fields: ['identity.mothersFamilyName'], reason: 'mothersFamilyName' };
    expect(words.problems['identification-failed'](named, facts)).toBe(
      words.problems['identification-failed'](problem, facts),
    );
  });

  it('R2.4 a failed identification says what people often get wrong, whatever differed', () => {
    const sentence = words.problems['identification-failed']({ code: 'identification-failed' }, facts);
    for (const hint of [/sorrend|order/, /összes utónev|all given names/, /kötőjel|hyphen/, /ékezet|accents/])
      expect(sentence).toMatch(hint);
  });

  it('R2.2 cheque-paid policies alone are refused with that reason', () => {
    const sentence = (policy: ReturnType<typeof aPolicy>) =>
      words.problems['not-eligible']({ code: 'not-eligible', reason: whyNotEligible([policy]) ?? '' }, facts);
    expect(sentence(aPolicy({ paymentMethod: 'postal-cheque' }))).toMatch(/csekk|cheque/);
    expect(sentence(aPolicy({ state: 'terminated' }))).not.toMatch(/csekk|cheque/);
  });

  it('R13.1 answer the eleven questions with the figures of the rules', () => {
    expect(Object.keys(help.answers).sort()).toEqual([...questionIds].sort());
    const answer = (id: (typeof questionIds)[number]) =>
      help.answers[id].answer({ ...rules, helpline: facts.helpline, products: 'casco' }).join(' ');
    expect(questionIds.map(answer).every((text) => text.length > 80)).toBe(true);
    expect(answer('wrong-passwords')).toMatch(/3 .*24 /);
    expect(answer('how-long')).toContain('13 ');
    expect(answer('no-sms')).toContain(facts.helpline);
  });
});

describe('the formats', () => {
  it('R6.1 the last day of a document is the day in Budapest before its exclusive end', () => {
    expect(formatLastDay('hu', '2028-02-29T23:00:00.000Z')).toBe('2028. február 29.');
    expect(formatLastDay('en', '2027-07-31T22:00:00.000Z')).toBe('31 July 2027');
  });

  it('R1.3 a time is rounded up to the minute: sign-in is not locked longer than the page says', () => {
    expect(formatTime('hu', '2026-11-30T23:35:00.000Z')).toBe('2026. december 1., 0:35');
    expect(formatTimeFrom('hu', '2026-11-30T23:34:00.001Z')).toBe('2026. december 1., 0:35');
    expect(formatTimeFrom('en', '2026-11-30T23:34:59.999Z')).toMatch(/1 December 2026.*00:35/);
  });

  it('a size is at least 1 kB', () => {
    expect([formatSize('hu', 12), formatSize('hu', 84_321), formatSize('hu', 1_234_567)]).toEqual([
      '1 kB',
      '84 kB',
      '1,2 MB',
    ]);
  });

  it('the helpline can be dialled: the first of its prefixes', () => {
    expect(dialable('(06 1/20/30/70) 335 3355')).toBe('+3613353355');
    expect(dialable('ask at the desk')).toBeUndefined();
  });
});

describe('errors', () => {
  it('R13.1 lead to answers that exist', () => {
    for (const { help } of Object.values(nextSteps)) if (help) expect(questionIds).toContain(help);
  });
});
