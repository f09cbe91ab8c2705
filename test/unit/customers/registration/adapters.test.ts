import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { createClock } from 'template-host/clock';
import { createSms } from 'template-host/sms';
import { poolId, setupPool } from 'template-host/testing/cognito-pool-builder';
import { serveService } from 'template-host/testing/serve-service';
import { startSes } from 'template-host/testing/ses-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { confirmationMail } from '#shared/customers/registration/confirmation-mail.ts';
import { MailNotSent } from '#shared/messages/mail/mail.ts';
import { sesMailer } from '#shared/messages/mail/ses-mailer.ts';
import { smsMessages } from '#shared/messages/sms/sms-messages.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import { generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import { aLetterhead } from '#test/builders/letterhead.ts';

const sdk = (endpoint: string) => ({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

describe('ses-mailer', () => {
  const start = async (sender = 'portal@app.test') => {
    const running = await startSes();
    onTestFinished(running.close);
    const settings = {
      sender,
      configurationSet: 'app',
      ...aLetterhead({ insurerName: 'Minta & Társa' }),
    };
    return { ...running, mailer: sesMailer(running.client, settings) };
  };
  const content = confirmationMail('hu', 'minta.eva', 'https://portal.example', 'TOKEN');

  it('sends both forms, with the insurer as sender, tags and the configuration set', async () => {
    const { mailer, ses, published } = await start();
    const { messageId } = await mailer.send('eva@example.org', 'hu', content, { purpose: 'confirmation' });
    expect(messageId).not.toBe('');
    const [mail] = ses.mail();
    expect(mail).toMatchObject({ to: 'eva@example.org', subject: content.subject });
    expect(mail?.text).toContain('\nhttps://portal.example/confirm#token=TOKEN\n');
    expect(mail?.html).toContain('Minta &amp; Társa');
    expect(published.map(({ configurationSet }) => configurationSet)).toEqual(['app']);
    expect(JSON.stringify(published[0]?.event)).toContain('"purpose":["confirmation"]');
  });

  it('reports a refusal without any text of the mail', async () => {
    const { mailer } = await start('portal@nobody.test');
    const refused = await mailer.send('eva@example.org', 'hu', content).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MailNotSent);
    expect(refused).toMatchObject({ reason: 'blocked', message: 'blocked' });
  });
});

describe('sms-messages', () => {
  it('sends the password as the last word, and returns a refusal without throwing', async () => {
    const clock = createClock();
    const service = await createSms({ clock, onEvent: () => undefined });
    const number = 'arn:aws:sms-voice:eu-central-1:000000000000:phone-number/phone-1';
    service.registerIdentity(number, '+36205550100');
    service.createConfigurationSet('portal', []);
    const { url, close } = await serveService(service);
    const client = new PinpointSMSVoiceV2Client(sdk(url));
    onTestFinished(async () => {
      client.destroy();
      await close();
      await service.close();
      clock.stop();
    });
    const settings = { originationIdentity: number, configurationSet: 'portal', name: 'Minta Biztosito' };
    const password = generatePassword();
    expect(await smsMessages(client, settings).send('+36301234567', 'hu', password)).toMatchObject({ sent: true });
    expect(service.messages().at(-1)?.text.split(' ').at(-1)).toBe(password);
    const refusing = smsMessages(client, { ...settings, originationIdentity: `${number}-unknown` });
    expect(await refusing.send('+36301234567', 'hu', password)).toEqual({ sent: false, code: expect.any(String) });
  });
});

describe('cognito-credentials', () => {
  const policy = {
    minimumLength: 12,
    requireUppercase: false,
    requireLowercase: false,
    requireNumbers: false,
    requireSymbols: false,
    temporaryPasswordValidityDays: 1,
  };
  const start = async () => {
    const running = await setupPool({ pool: { passwordPolicy: policy, customAttributes: ['account'] } });
    const client = new CognitoIdentityProviderClient(sdk(running.url));
    onTestFinished(() => client.destroy());
    return { ...running, pool: cognitoCredentials({ calls: client, sets: client }, poolId) };
  };
  const username = 'minta.éva';
  const holder = { accountId: 'a-1', username };
  const challenged = { ChallengeName: 'NEW_PASSWORD_REQUIRED' };

  it('creates a user with a temporary password, finds an existing one, and removes it', async () => {
    const { pool, signIn } = await start();
    const [first, second] = [generatePassword(), generatePassword()];
    expect(await pool.create(holder, first)).toBe('made');
    expect(await signIn(username, first)).toMatchObject(challenged);
    expect(await pool.create(holder, second)).toBe('there');
    await pool.setTemporaryPassword(holder, second);
    expect(await signIn(username, second)).toMatchObject(challenged);
    await pool.remove(holder);
    await pool.remove(holder);
    expect(await pool.create(holder, first)).toBe('made');
  });

  it('R11.1a creates a missing user again, for the same account', async () => {
    const { pool, signIn } = await start();
    const password = generatePassword();
    await pool.setTemporaryPassword(holder, password);
    expect(await signIn(username, password)).toMatchObject(challenged);
    expect(await pool.create(holder, password)).toBe('there');
  });

  it('never touches another account’s user of the same name', async () => {
    const { pool, signIn } = await start();
    const [theirs, ours] = [generatePassword(), generatePassword()];
    await pool.create({ accountId: 'a-2', username }, theirs);
    expect(await pool.create(holder, ours)).toEqual({ heldBy: 'a-2' });
    await pool.remove(holder);
    await pool.signOutEverywhere(holder);
    await expect(pool.setTemporaryPassword(holder, ours)).rejects.toThrow('belongs to another user');
    await expect(pool.setPassword(holder, ours)).rejects.toMatchObject({ code: 'session-ended' });
    expect(await signIn(username, theirs)).toMatchObject(challenged);
  });

  it('a user from before the attribute belongs to the account of its sub', async () => {
    const { pool, signIn, createUser } = await start();
    const { User: user } = await createUser(username, generatePassword());
    const accountId = user?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
    const password = generatePassword();
    await pool.setTemporaryPassword({ accountId, username }, password);
    expect(await signIn(username, password)).toMatchObject(challenged);
  });
});
