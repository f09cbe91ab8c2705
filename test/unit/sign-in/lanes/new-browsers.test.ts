import { describe, expect, it } from 'vitest';
import { lineValue } from '#shared/messages/mail/mail.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import { dynamoNewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import { newBrowserMail } from '#shared/sign-in/lanes/new-browser-mail.ts';
import { openRegistrationTables } from '#test/support/registration-tables.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

describe('R1.6 the kind of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      { browser: 'Chrome', system: 'Windows' },
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      { browser: 'Edge', system: 'Windows' },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      { browser: 'Safari', system: 'iOS' },
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
      { browser: 'Safari', system: 'macOS' },
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      { browser: 'Samsung Internet', system: 'Android' },
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', { browser: 'Firefox', system: 'Linux' }],
    ['node', { browser: 'other', system: 'other' }],
    ['<script>alert(1)</script>', { browser: 'other', system: 'other' }],
    [undefined, { browser: 'other', system: 'other' }],
  ])('%s', (userAgent, kind) => {
    expect(browserKindOf(userAgent)).toEqual(kind);
  });
});

describe('R1.6 the mail about a new browser', () => {
  it.each(['hu', 'en'] as const)(
    'tells time, kind and what to do, and names neither in the subject (%s)',
    (language) => {
      const kind = { browser: 'Firefox', system: 'Windows' } as const;
      const { subject, lines, action } = newBrowserMail(language, 'https://portal.example', {
        ...kind,
        at: noon.toISOString(),
      });
      expect(lines?.map(lineValue)).toEqual([expect.stringContaining('13:00'), 'Firefox, Windows']);
      expect(action?.url).toBe('https://portal.example/recover');
      expect(subject).not.toMatch(/Firefox|13:00/);
    },
  );

  it('comes five times in 24 hours at most, for each account', async () => {
    const { client } = await openRegistrationTables(() => noon);
    const browsers = dynamoNewBrowsers(client, 'portal');
    const waiting = async () =>
      (await dynamoNotices(client, 'portal').read()).waiting.map(
        ({ notice }) => `${notice?.kind} ${notice?.accountId}`,
      );
    const note = (accountId: string, sessionId: string, at: Date) =>
      browsers.note({ accountId, sessionId }, { browser: 'Chrome', system: 'Linux' }, at);
    for (let n = 0; n < 7; n++) await note('a-1', `s-${n}`, later(n / 10));
    await note('a-2', 's-a-2', later(1));
    expect((await waiting()).filter((line) => line === 'new-browser a-1')).toHaveLength(5);
    expect((await waiting()).filter((line) => line === 'new-browser a-2')).toHaveLength(1);
    await note('a-1', 's-next-day', later(25));
    expect((await waiting()).filter((line) => line === 'new-browser a-1')).toHaveLength(6);
  });
});
