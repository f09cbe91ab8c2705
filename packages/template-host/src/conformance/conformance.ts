import { alarmQuestions } from './cloudwatch/alarms.ts';
import { customSignInQuestions } from './cognito/custom-sign-in.ts';
import { signInQuestions } from './cognito/sign-in.ts';
import { tokenQuestions } from './cognito/tokens.ts';
import { userQuestions } from './cognito/users.ts';
import { itemQuestions } from './dynamodb/items.ts';
import { queryQuestions } from './dynamodb/queries.ts';
import { throttlingQuestions } from './dynamodb/throttling.ts';
import { transactionQuestions } from './dynamodb/transactions.ts';
import type { Question } from './question.ts';
import { eventQuestions } from './s3/events.ts';
import { objectQuestions } from './s3/objects.ts';
import { readingQuestions } from './s3/reading.ts';
import { uploadQuestions } from './s3/uploads.ts';
import { mailQuestions } from './ses/mails.ts';
import { messageQuestions } from './sqs/messages.ts';
import { receiveQuestions } from './sqs/receives.ts';

export { type ClientSettings, type Place, resourcesSchema } from './place.ts';
export { describeError, type Question, refusalOf } from './question.ts';
export { conformanceTemplate } from './template.ts';

/**
 * What AWS answers, in a suite for each service: the package's tests ask its own host, and anybody with an account can ask AWS the
 * same. The resources come from `conformanceTemplate`. Ask in this order.
 *
 * @example
 * for (const { id, expected, ask } of conformance.dynamodb)
 *   console.log(id, (await ask({ settings: {}, ...resources })) === expected);
 */
export const conformance = {
  cognito: [...signInQuestions, ...customSignInQuestions, ...tokenQuestions, ...userQuestions],
  dynamodb: [...itemQuestions, ...queryQuestions, ...transactionQuestions, ...throttlingQuestions],
  s3: [...eventQuestions, ...objectQuestions, ...uploadQuestions, ...readingQuestions],
  sqs: [...messageQuestions, ...receiveQuestions],
  ses: mailQuestions,
  cloudwatch: alarmQuestions,
} satisfies Readonly<Record<string, readonly Question[]>>;
