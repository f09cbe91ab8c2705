import { describe, expect, it } from 'vitest';
import { mailWindow, unconfirmedMailer } from '#shared/messages/mail/unconfirmed-mailer.ts';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { testLimitName } from '#test/builders/memory-limits.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const content = { subject: 'Confirm', paragraphs: [] };

/** Persons who have the portal send mails to addresses that nobody has confirmed. */
async function setup() {
  const { client, items, time } = await setupRegistration([]);
  const mails = aMailer();
  const needs = { ...mails, limits: dynamoLimits(client, 'portal'), limitName: testLimitName, now: () => time.now };
  const send = (by: string | undefined, to = 'anna@example.org') =>
    unconfirmedMailer(needs, by).send(to, 'hu', content);
  const pass = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1000);
  };
  return { ...mails, send, pass, items };
}

describe('R2.3a mails to an address that nobody has confirmed', () => {
  it('are at most three an hour, however many persons name it and however it is written', async () => {
    const { send, sent, pass } = await setup();
    for (let person = 1; person <= 6; person++)
      await send(`C-${person}`, person % 2 === 0 ? 'ANNA@example.org' : 'anna@example.org');
    expect(sent).toHaveLength(3);
    await send('C-1', 'bela@example.org');
    expect(sent).toHaveLength(4);
    pass(mailWindow);
    await send('C-1');
    expect(sent).toHaveLength(5);
  });

  it('one person, however often, leaves one of them for whom the address belongs to', async () => {
    const { send, sent } = await setup();
    for (let time = 1; time <= 20; time++) await send('stranger');
    expect(sent).toHaveLength(2);
    await send('anna');
    expect(sent).toHaveLength(3);
  });

  it('however many ask at once', async () => {
    const { send, sent } = await setup();
    await Promise.all([1, 2, 3, 4, 5, 6].map((person) => send(`C-${person}`)));
    expect(sent).toHaveLength(3);
  });

  it('R4.2 end without a word: the caller gets no error', async () => {
    const { send } = await setup();
    for (let person = 1; person <= 3; person++) await send(`C-${person}`);
    expect(await send('C-4')).toEqual({ messageId: '' });
  });

  it('a mail that nobody asked for counts for the address only', async () => {
    const { send, sent } = await setup();
    await send('anna');
    await send('anna');
    await send(undefined);
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['throttled', 3],
    ['rejected', 3],
    ['unavailable', 2],
  ] as const)('one that was %s: %i more may go', async (reason, more) => {
    const { send, sent, fail } = await setup();
    fail(reason);
    await expect(send('C-0')).rejects.toMatchObject({ reason });
    for (let person = 1; person <= 6; person++) await send(`C-${person}`);
    expect(sent).toHaveLength(more);
  });

  it('R12.1 are counted without the address', async () => {
    const { send, items } = await setup();
    await send('C-1');
    expect(JSON.stringify(await items())).not.toContain('anna');
  });
});
