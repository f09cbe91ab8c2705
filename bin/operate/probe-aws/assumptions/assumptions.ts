import { conformance } from 'template-host/conformance';
import type { Assumption, Unasked } from '../assumption.ts';
import { restsOn, restsOnTests } from './rests.ts';

/** All that is asked, in the order in which it is asked. */
export const assumptions: readonly Assumption[] = Object.values(conformance)
  .flat()
  .map((question) => ({ ...question, rests: restsOn[question.id] ?? restsOnTests }));

/** What the portal rests on too, and no command can bring about without harm or cost. */
export const unasked: readonly Unasked[] = [
  {
    id: 'dynamodb-throttled-on-demand',
    rests: 'R5.1a, R15.2: a throttled transaction is retried',
    text: 'A transaction that an on-demand table throttles has the reason ThrottlingError.',
    source: 'Amazon DynamoDB API Reference, "TransactWriteItems", TransactionCanceledException',
    expected: 'TransactionCanceledException with ThrottlingError',
    why: 'it takes more than 4,000 write units a second; the local host plays it (`POST /_local/limits`)',
  },
  {
    id: 'cognito-quotas',
    rests: 'R15.2: throttles of the API lie below them',
    text: 'UserAuthentication is 120 calls a second and UserPoolClientRead 5, for account and region; what is above gets TooManyRequestsException.',
    source: 'Amazon Cognito Developer Guide, "Quotas in Amazon Cognito"',
    expected: 'TooManyRequestsException',
    why: 'it would refuse the sign-ins of whoever else uses the account; the local host plays it',
  },
  {
    id: 'ses-daily-quota',
    rests: 'R5.1a: on a day whose quota is used up the mails wait',
    text: 'The daily quota and the rate have the same code and are told apart by their text.',
    source: 'Amazon SES Developer Guide, "Errors related to the sending quotas for your Amazon SES account"',
    expected: 'Throttling: Daily message quota exceeded. / Maximum sending rate exceeded.',
    why: 'it would use up the quota of the day, and needs a sender that is verified; the local host plays it',
  },
  {
    id: 'ses-events',
    rests: 'R5.2: bounces, complaints and what is neither',
    text: 'A bounce has a type and a subtype, a complaint its feedback kind; each names the mail and its tags.',
    source: 'Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS"',
    expected: 'Bounce Permanent General / Complaint abuse, with the mail’s tags',
    why: 'it needs a sender that is verified; on a test stage a document for `bounce@simulator.amazonses.com` brings one',
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
