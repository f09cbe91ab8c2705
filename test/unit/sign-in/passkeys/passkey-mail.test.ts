import { describe, expect, it } from 'vitest';
import { lineValue } from '#shared/messages/mail/mail.ts';
import { passkeyMail } from '#shared/sign-in/passkeys/passkey-mail.ts';

const change = { browser: 'Firefox', system: 'Windows', at: '2027-01-31T12:00:00.000Z' } as const;

describe('the mail about passkeys', () => {
  it.each([
    ['hu', 'passkey-added', 'Új azonosítókulcsot adtak a fiókjához'],
    ['hu', 'passkey-removed', 'Eltávolítottak egy azonosítókulcsot a fiókjából'],
    ['en', 'passkey-added', 'A passkey was added to your account'],
    ['en', 'passkey-removed', 'A passkey was removed from your account'],
  ] as const)('says when, in which browser, and what to do (%s, %s)', (language, kind, subject) => {
    const mail = passkeyMail(language, 'https://portal.example', { ...change, kind });
    expect(mail).toMatchObject({ subject, action: { url: 'https://portal.example/account' } });
    expect(mail.lines?.map(lineValue)).toEqual([expect.stringContaining('13:00'), 'Firefox, Windows']);
    expect(mail.closing).toHaveLength(2);
  });
});
