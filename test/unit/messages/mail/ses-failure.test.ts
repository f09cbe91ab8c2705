import { SESClient, SESServiceException } from '@aws-sdk/client-ses';
import { expect, it } from 'vitest';
import { sesMailer } from '#shared/messages/mail/ses-mailer.ts';
import { describeError } from '#shared/platform/runtime/log.ts';
import { aLetterhead } from '#test/builders/letterhead.ts';

const settings = {
  sender: 'post@portal.example',
  configurationSet: 'set',
  ...aLetterhead(),
};
const content = { subject: 'S', paragraphs: ['P'] };

/** The outcome of a mail when SES answers so. */
async function failureOf(error: Error): Promise<unknown> {
  const client = new SESClient({ region: 'eu-central-1', maxAttempts: 1 });
  const refuse = () => async () => {
    throw error;
  };
  client.middlewareStack.add(refuse, { step: 'initialize' });
  return sesMailer(client, settings)
    .send('eva@example.org', 'hu', content)
    .catch((failure: unknown) => failure);
}

const refused = (name: string, message = '') =>
  new SESServiceException({ name, message, $fault: 'client', $metadata: {} });

it.each([
  ['MessageRejected', 'Address blacklisted.', 'rejected'],
  ['InvalidParameterValue', 'Local address contains control or whitespace', 'rejected'],
  ['MessageRejected', 'Email address is not verified. The following identities failed the check', 'blocked'],
  ['MessageRejected', 'Sending paused for this account.', 'blocked'],
  ['AccountSendingPausedException', '', 'blocked'],
  ['MailFromDomainNotVerifiedException', '', 'blocked'],
  ['ConfigurationSetDoesNotExistException', '', 'blocked'],
  ['AccessDenied', '', 'blocked'],
  ['Throttling', 'Maximum sending rate exceeded.', 'throttled'],
  ['Throttling', 'Daily message quota exceeded.', 'throttled'],
  ['InternalFailure', '', 'unavailable'],
])('R5.1 %s "%s": %s', async (name, message, reason) => {
  expect(await failureOf(refused(name, message))).toMatchObject({ name: 'MailNotSent', reason });
});

it('R5.1 without an answer the mail may have been sent', async () => {
  expect(await failureOf(new Error('socket hang up'))).toMatchObject({ name: 'MailNotSent', reason: 'unavailable' });
});

it.each([
  ['Throttling', 'Daily message quota exceeded', 'daily-quota'],
  ['ThrottlingException', 'Daily message quota exceeded.', 'daily-quota'],
  ['Throttling', 'Maximum sending rate exceeded.', undefined],
])(
  'R5.1a the quota of the day and the rate have one code, %s, and differ by their text: %s',
  async (name, message, code) => {
    expect(await failureOf(refused(name, message))).toMatchObject({ reason: 'throttled', code });
  },
);

const unverified = (address: string) =>
  `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${address}`;

it.each([
  ['MessageRejected', unverified('eva@example.org'), 'sandbox'],
  ['MessageRejected', unverified('Post@portal.example'), 'sender-not-verified'],
  ['MessageRejected', unverified('post@portal.example, eva@example.org'), 'sender-not-verified'],
  ['MailFromDomainNotVerifiedException', '', 'sender-not-verified'],
  ['AccountSendingPausedException', '', 'sending-paused'],
  ['MessageRejected', 'Sending paused for this account.', 'sending-paused'],
])('R12.3 what an operator must repair has a code of its own: %s "%s" is %s', async (name, message, code) => {
  const failure = await failureOf(refused(name, message));
  expect(failure).toMatchObject({ reason: 'blocked', code });
  // The service's text names addresses; the log holds the code only (R12.1).
  expect(JSON.stringify(describeError(failure))).toContain(`"code":"${code}"`);
  expect(JSON.stringify(describeError(failure))).not.toContain('example');
});
