import { describe, expect, it } from 'vitest';
import { lineValue } from '#shared/messages/mail/mail.ts';
import { secondStepEndsMail, secondStepMail } from '#shared/sign-in/second-step/second-step-mail.ts';
import { signInCodeMail } from '#shared/sign-in/second-step/sign-in-code-mail.ts';

const at = '2027-01-31T12:00:00.000Z';
const change = { browser: 'Firefox', system: 'Windows', at } as const;
const origin = 'https://portal.example';

describe('the mails about the second step', () => {
  it.each([
    ['hu', 'second-step-on', 'Bekapcsolták a kétlépcsős belépést'],
    ['hu', 'second-step-off', 'Kikapcsolták a kétlépcsős belépést'],
    ['hu', 'second-step-kept', 'Megmarad a kétlépcsős belépés'],
    ['en', 'second-step-on', 'Two-step sign-in was turned on'],
    ['en', 'second-step-off', 'Two-step sign-in was turned off'],
    ['en', 'second-step-kept', 'Two-step sign-in stays on'],
  ] as const)('say when, in which browser, and what to do (%s, %s)', (language, kind, subject) => {
    const mail = secondStepMail(language, origin, { ...change, kind });
    expect(mail).toMatchObject({ subject, action: { url: 'https://portal.example/account' } });
    expect(mail.lines?.map(lineValue)).toEqual([expect.stringContaining('13:00'), 'Firefox, Windows']);
    expect(mail.closing).toHaveLength(2);
  });

  it.each(['hu', 'en'] as const)('R4 say when a recovery ends it, with the link that keeps it (%s)', (language) => {
    const token = 'T'.repeat(43);
    const mail = secondStepEndsMail(language, origin, { endsAt: at, token });
    expect(mail.action).toMatchObject({ url: `https://portal.example/keep-second-step#token=${token}`, code: token });
    expect(mail.lines?.map(lineValue)).toEqual([expect.stringContaining('13:00')]);
  });

  it.each(['hu', 'en'] as const)(
    'R12.1 have the code on a line of its own, and none in the subject (%s)',
    (language) => {
      const mail = signInCodeMail(language, origin, { ...change, code: '012345' });
      expect(mail.subject).not.toMatch(/\d/);
      expect(mail.lines?.map(lineValue)).toEqual(['012345', expect.stringContaining('13:00'), 'Firefox, Windows']);
      expect(mail.action?.url).toBe('https://portal.example/recover');
    },
  );
});
