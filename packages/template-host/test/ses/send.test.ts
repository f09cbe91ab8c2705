import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSes } from '#testing/ses-client.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
const aMail = (change: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  Source: 'no-reply@app.test',
  Destination: { ToAddresses: ['anna@example.test'] },
  Message: {
    Subject: utf8('Új dokumentum'),
    Body: { Text: utf8('Kedves Ügyfelünk!'), Html: utf8('<p>Kedves & ő</p>') },
  },
  ...change,
});

describe('SES spoken by the unmodified SDK', () => {
  let local: Awaited<ReturnType<typeof startSes>>;
  beforeEach(async () => {
    local = await startSes();
  });
  afterEach(() => local.close());
  const send = (change: Partial<SendEmailCommandInput> = {}) => local.client.send(new SendEmailCommand(aMail(change)));

  it('keeps an accepted mail as it was written, oldest first, by the moved time', async () => {
    await local.clock.advance(24 * 3600_000);
    const { MessageId } = await send();
    await send({ Destination: { ToAddresses: ['Bela <bela@example.test>'] } });
    const [first, second] = local.ses.mail();
    expect(first).toMatchObject({
      to: 'anna@example.test',
      subject: 'Új dokumentum',
      text: 'Kedves Ügyfelünk!',
      html: '<p>Kedves & ő</p>',
    });
    expect(Date.parse(first?.at ?? '')).toBeGreaterThan(Date.now() + 23 * 3600_000);
    expect(second?.to).toBe('bela@example.test');
    expect(local.ses.outbox()[0]?.messageId).toBe(MessageId);
  });

  it('takes sender names as RFC 2047 encoded words, tags, and empty lists', async () => {
    const Source = '=?UTF-8?B?w4FydsOtesWR?= =?UTF-8?Q?_K=C3=A1r?= <no-reply@app.test>';
    const Destination = { ToAddresses: ['anna@example.test'], CcAddresses: [], BccAddresses: ['copy@example.test'] };
    await send({ Source, Destination, ReplyToAddresses: [], Tags: [{ Name: 'document', Value: 'd-1_2' }] });
    expect(local.ses.outbox()[0]).toMatchObject({
      from: { address: 'no-reply@app.test', displayName: 'Árvíző Kár' },
      bcc: ['copy@example.test'],
      cc: [],
      tags: { document: 'd-1_2' },
    });
  });

  it('turns letters sent without a charset into question marks, as SES does', async () => {
    await send({ Message: { Subject: { Data: 'Új' }, Body: { Text: utf8('ő') } } });
    expect(local.ses.mail()[0]).toMatchObject({ subject: '?j', text: 'ő', html: '' });
  });

  it('refuses senders that are not verified, and takes subdomains and single addresses that are', async () => {
    await expect(send({ Source: 'x@elsewhere.test' })).rejects.toMatchObject({
      name: 'MessageRejected',
      message:
        'Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: x@elsewhere.test',
    });
    await expect(send({ Source: 'x@notapp.test' })).rejects.toMatchObject({ name: 'MessageRejected' });
    await send({ Source: 'x@mail.App.test' });
    local.ses.verifyIdentity('only@elsewhere.test');
    await send({ Source: 'Only <only@elsewhere.test>' });
    await expect(send({ Source: 'other@elsewhere.test' })).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  it('refuses an unknown configuration set and keeps no mail of it', async () => {
    const refused = send({ ConfigurationSetName: 'nobody' });
    await expect(refused).rejects.toMatchObject({ name: 'ConfigurationSetDoesNotExistException' });
    expect(local.ses.mail()).toEqual([]);
  });

  it.each([
    ['anna', "Missing final '@domain'"],
    ['anna@', "Missing final '@domain'"],
    ['@example.test', 'Missing local name'],
    ['an na@example.test', 'Local address contains control or whitespace'],
    ['anna@exa_mple.test', 'Domain contains illegal character'],
    ['anna@példa.test', 'Domain contains illegal character'],
    ['ánna@example.test', 'Local address contains illegal character'],
    ['anna@example..test', 'Domain contains dot-dot'],
    ['anna@.test', 'Domain starts with dot'],
    ['.anna@example.test', 'Local address starts with dot'],
    ['Ánna <anna@example.test>', 'Display name contains non-ASCII'],
  ])('refuses the address %s', async (address, reason) => {
    const refused = send({ Destination: { ToAddresses: [address] } });
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining(reason),
    });
  });

  it('refuses mails without recipients, to more than 50, without a body, and tags with other characters', async () => {
    await expect(send({ Destination: {} })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const many = Array.from({ length: 51 }, (_, index) => `a${index}@example.test`);
    await expect(send({ Destination: { ToAddresses: many } })).rejects.toThrow('Recipient count exceeds 50');
    await expect(send({ Message: { Subject: utf8('x'), Body: {} } })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(send({ Tags: [{ Name: 'document', Value: 'a/b' }] })).rejects.toThrow('Invalid tag value <a/b>');
  });

  it('orders more than ten recipients as they were given', async () => {
    const ToAddresses = Array.from({ length: 12 }, (_, index) => `a${index}@example.test`);
    await send({ Destination: { ToAddresses } });
    expect(local.ses.mail()[0]?.to).toBe(ToAddresses.join(', '));
  });

  it('answers a malformed request with 400, never 500', async () => {
    const post = async (body: string) => (await fetch(local.url, { method: 'POST', body })).status;
    expect(await post('')).toBe(400);
    expect(await post('Action=SendEmail')).toBe(400);
    expect(await post('Action=SendEmail&Source=a&Source.b=c')).toBe(400);
    expect(await post('Action=SendEmail&Source=a%40app.test&Destination=x')).toBe(400);
  });

  it('forgets all mail when cleared', async () => {
    await send();
    local.ses.clear();
    expect(local.ses.mail()).toEqual([]);
  });

  it('keeps the outbox across a restart', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ses-'));
    const before = await startSes({ directory });
    await before.client.send(new SendEmailCommand(aMail()));
    const mail = before.ses.mail();
    await before.close();
    const after = await startSes({ directory });
    expect(after.ses.mail()).toEqual(mail);
    await after.close();
    await rm(directory, { recursive: true });
  });
});
