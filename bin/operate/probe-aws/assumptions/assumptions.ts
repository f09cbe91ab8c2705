import type { Assumption, Unasked } from '../assumption.ts';
import { cognitoAssumptions } from './cognito-assumptions.ts';
import { dynamoAssumptions } from './dynamo-assumptions.ts';
import { messagesAssumptions } from './messages-assumptions.ts';
import { s3Assumptions } from './s3-assumptions.ts';

/** All that is asked, in the order in which it is asked. The test event comes once, so its question goes before the uploads. */
export const assumptions: readonly Assumption[] = [
  ...cognitoAssumptions,
  ...dynamoAssumptions,
  ...[...s3Assumptions].sort((a, b) => Number(b.id === 's3-test-event') - Number(a.id === 's3-test-event')),
  ...messagesAssumptions,
];

/** What the portal rests on too, and no command can bring about without harm or cost. */
export const unasked: readonly Unasked[] = [
  {
    id: 'dynamodb-throttled-transaction',
    rests: 'R5.1a, R15.2: a throttled transaction is retried',
    text: 'A throttled transaction is a TransactionCanceledException with the reason ThrottlingError, ProvisionedThroughputExceeded or RequestLimitExceeded, which the SDK does not retry.',
    source: 'Amazon DynamoDB API Reference, "TransactWriteItems", TransactionCanceledException',
    expected: 'TransactionCanceledException with reason ThrottlingError',
    why: 'it takes more writes than a table serves; the local host plays it (`POST /_local/limits`)',
  },
  {
    id: 'cognito-quotas',
    rests: 'R15.2: throttles of the API lie below them',
    text: 'UserAuthentication is 120 calls a second and UserPoolClientRead 5, for account and region; what is above gets TooManyRequestsException.',
    source: 'Amazon Cognito Developer Guide, "Quotas in Amazon Cognito"',
    expected: 'TooManyRequestsException',
    why: 'it would disturb whatever else the account does; the local host plays it',
  },
  {
    id: 'ses-daily-quota',
    rests: 'R5.1a: on a day whose quota is used up the mails wait',
    text: 'The daily quota and the rate have the same code and are told apart by their text.',
    source: 'Amazon SES Developer Guide, "Errors related to the sending quotas for your Amazon SES account"',
    expected: 'Throttling: Daily message quota exceeded. / Maximum sending rate exceeded.',
    why: 'it would use up the quota of the day; the local host plays it',
  },
  {
    id: 'sms-events',
    rests: 'R2.9, R10.1: whether an SMS arrived',
    text: 'Events of a configuration set name eventType, messageId and isFinal; receipts may take 72 hours.',
    source: 'AWS End User Messaging SMS User Guide, "Event types" and "Example event data"',
    expected: 'TEXT_DELIVERED with isFinal true',
    why: 'it needs a number and a telephone; send-sms-canary does it once a day',
  },
];
