import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { eraseDocuments } from '../capabilities/documents.ts';
import { callPool, setPasswords } from '../capabilities/identity.ts';
import { readMobiles } from '../capabilities/mobiles.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { sendTo } from '../capabilities/queues.ts';
import { QueueWorker } from '../delivery/queue-worker.ts';
import { Endpoint } from '../endpoint.ts';
import type { PortalParts } from './portal-parts.ts';

/** A test of a password may begin after 12 s and the pool gets 14 s. */
const passwordTimeout = Duration.seconds(29);

/** Forgotten access, the account itself, and its end (R4, R11). */
export function accountEndpoints(scope: Construct, parts: PortalParts) {
  recovery(scope, parts);
  cancelling(scope, parts);
  contacts(scope, parts);

  const { api, portal, customers, mail } = parts;
  new Endpoint(scope, contract.getAccount, api, {
    errorImpact: 'Customers do not see their own data.',
    capabilities: [onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:Query'])],
  });
  new Endpoint(scope, contract.changePassword, api, {
    errorImpact: 'Customers cannot change their password.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      callPool(customers, [
        'cognito-idp:DescribeUserPoolClient',
        'cognito-idp:AdminInitiateAuth',
        'cognito-idp:AdminGetUser',
        'cognito-idp:AdminSetUserPassword',
        'cognito-idp:AdminUserGlobalSignOut',
      ]),
      mail,
    ],
    timeout: passwordTimeout,
  });
}

/** The endpoint only queues what it was given: what it does not know it cannot leak (R4.2). */
function recovery(scope: Construct, { api, portal, customers, settings, pseudonyms, mail }: PortalParts) {
  const worker = new QueueWorker(scope, 'work-recoveries', {
    errorImpact: 'Customers who forgot their username or password get no mail.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      setPasswords(customers),
      callPool(customers, ['cognito-idp:AdminUserGlobalSignOut']),
      pseudonyms,
      mail,
    ],
    timeout: Duration.seconds(30),
    batchSize: 5,
    maxConcurrency: 5,
    lateAfter: Duration.minutes(15),
  });
  new Endpoint(scope, contract.recoverAccess, api, {
    errorImpact: 'Customers who forgot their username or password cannot ask for help.',
    capabilities: [pseudonyms, readMobiles(settings), sendTo(worker.queue, 'RECOVERY_QUEUE_URL')],
  });
}

/** Done at once by the endpoint; the queue finishes what a crash left (R11.1). */
function cancelling(scope: Construct, { api, portal, customers, documents, mail }: PortalParts) {
  const erasing = [
    onPortalTable(portal, [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:Query',
      'dynamodb:BatchWriteItem',
    ]),
    callPool(customers, [
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:AdminDeleteUser',
    ]),
    eraseDocuments(documents),
    mail,
  ];
  const worker = new QueueWorker(scope, 'finish-cancelling', {
    errorImpact: 'Access of customers who cancelled has ended, but their data is not erased.',
    // The check: no user is swept whose registration may yet be confirmed.
    capabilities: [...erasing, onPortalTable(portal, ['dynamodb:ConditionCheckItem'])],
    timeout: Duration.seconds(60),
    batchSize: 1,
    maxConcurrency: 2,
    lateAfter: Duration.hours(1),
  });
  new Rule(scope, 'sweep-users-schedule', {
    description: 'Users of the pool that never got an account go',
    schedule: Schedule.rate(Duration.days(1)),
    targets: [new LambdaFunction(worker.lambda)],
  });
  new Endpoint(scope, contract.cancelRegistration, api, {
    errorImpact: 'Customers cannot cancel their registration.',
    capabilities: [
      ...erasing,
      callPool(customers, ['cognito-idp:DescribeUserPoolClient', 'cognito-idp:AdminInitiateAuth']),
      sendTo(worker.queue, 'CANCELLATION_QUEUE_URL'),
    ],
    // Shorter than the 60 s after which the queue takes over.
    timeout: passwordTimeout,
  });
}

/** Changed by the customer, confirmed at the new address or number (R11.2). */
function contacts(scope: Construct, { api, portal, customers, settings, pseudonyms, mail, sms }: PortalParts) {
  new Endpoint(scope, contract.changeLanguage, api, {
    errorImpact: 'Customers cannot change the language of their mails.',
    capabilities: [onPortalTable(portal, ['dynamodb:UpdateItem'])],
  });
  new Endpoint(scope, contract.changeContact, api, {
    errorImpact: 'Customers cannot change their e-mail address or mobile number.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      callPool(customers, ['cognito-idp:DescribeUserPoolClient', 'cognito-idp:AdminInitiateAuth']),
      pseudonyms,
      readMobiles(settings),
      mail,
      sms,
    ],
    timeout: passwordTimeout,
  });
  const confirming = [
    onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
    pseudonyms,
    mail,
  ];
  new Endpoint(scope, contract.confirmEmail, api, {
    errorImpact: 'Customers press the button of the mail to their new address, and the old one stays.',
    capabilities: confirming,
  });
  new Endpoint(scope, contract.confirmMobile, api, {
    errorImpact: 'Customers type the code sent to their new mobile number, and the old one stays.',
    capabilities: [...confirming, sms],
  });
}
