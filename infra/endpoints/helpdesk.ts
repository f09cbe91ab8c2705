import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { limitCallers, limitPasswords, reachOperator } from '../capabilities/helpdesk.ts';
import { callPool, setPasswords } from '../capabilities/identity.ts';
import { readMobiles } from '../capabilities/mobiles.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { identifyPersons } from '../capabilities/registry.ts';
import { SmsOutcomes } from '../delivery/sms-outcomes.ts';
import type { SmsSender } from '../delivery/sms-sender.ts';
import { Endpoint } from '../endpoint.ts';
import { PortalFunction } from '../function.ts';
import type { PortalParts } from './portal-parts.ts';

/** What TeleBiztosító does for callers, and what it needs to know of SMS (R10). */
export function helpdeskEndpoints(scope: Construct, parts: PortalParts, sender: SmsSender) {
  lookingEndpoints(scope, parts);
  actingEndpoints(scope, parts);
  corrections(scope, parts);
  smsOutcomes(scope, parts, sender);
  staffPolicy(scope, parts);
}

function lookingEndpoints(scope: Construct, parts: PortalParts) {
  const { api, portal, registry, settings, pseudonyms, persons } = parts;
  new Endpoint(scope, contract.showSmsHealth, api, {
    errorImpact: 'The helpdesk cannot tell callers whether SMS arrive now.',
    capabilities: [onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'])],
  });
  new Endpoint(scope, contract.identifyCaller, api, {
    errorImpact: 'The helpdesk can identify nobody and so help nobody.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:PutItem', 'dynamodb:UpdateItem']),
      identifyPersons(registry),
      pseudonyms,
      persons,
      limitCallers(settings),
    ],
  });
  const looking = onPortalTable(portal, [
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:ConditionCheckItem',
  ]);
  new Endpoint(scope, contract.showAccount, api, {
    errorImpact: 'The helpdesk does not see why a caller cannot get in.',
    capabilities: [looking],
  });
  new Endpoint(scope, contract.showRegistrationAttempts, api, {
    errorImpact: 'The helpdesk cannot tell callers why their registration failed.',
    capabilities: [looking],
  });
}

function actingEndpoints(scope: Construct, { api, portal, customers, settings, pseudonyms, mail, sms }: PortalParts) {
  const correcting = onPortalTable(portal, [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:ConditionCheckItem',
  ]);
  const acting = onPortalTable(portal, [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:ConditionCheckItem',
  ]);
  new Endpoint(scope, contract.compareMobile, api, {
    errorImpact: 'Callers with a wrong mobile number cannot have it corrected and get no password.',
    capabilities: [correcting, readMobiles(settings), pseudonyms, mail],
  });
  new Endpoint(scope, contract.correctEmail, api, {
    errorImpact: 'Callers with a wrong e-mail address cannot have it corrected.',
    capabilities: [correcting, pseudonyms, mail],
  });
  new Endpoint(scope, contract.resendPassword, api, {
    errorImpact: 'Callers cannot be sent a new password by SMS.',
    capabilities: [
      acting,
      setPasswords(customers),
      callPool(customers, ['cognito-idp:AdminUserGlobalSignOut']),
      pseudonyms,
      limitPasswords(settings),
      sms,
    ],
  });
  new Endpoint(scope, contract.liftLock, api, {
    errorImpact: 'Callers who locked themselves out have to wait for 24 hours.',
    capabilities: [acting],
  });
}

/** Corrections wait 72 hours after the first sign-in; until then the customer can stop them. */
function corrections(scope: Construct, { api, portal }: PortalParts) {
  new Endpoint(scope, contract.stopCorrection, api, {
    errorImpact: 'Customers cannot stop a contact change that somebody else asked for in their name.',
    capabilities: [onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'])],
  });
  const applying = new PortalFunction(scope, 'apply-corrections', {
    errorImpact: 'Corrected mobile numbers and e-mail addresses do not come into force.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:Query',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ]),
    ],
    timeout: Duration.minutes(2),
  });
  new Rule(scope, 'apply-corrections-schedule', {
    schedule: Schedule.rate(Duration.minutes(15)),
    targets: [new LambdaFunction(applying.lambda)],
  });
}

/** Receipts of every SMS; and a canary to the operator, where the settings name a number. */
function smsOutcomes(scope: Construct, { portal, settings, sms }: PortalParts, sender: SmsSender) {
  new SmsOutcomes(scope, 'record-sms-outcome', {
    sender,
    capabilities: [
      // A notice whose text was taken goes.
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ]),
    ],
  });
  const { smsCanaryNumber: number } = settings;
  const canary = new PortalFunction(scope, 'send-sms-canary', {
    errorImpact: 'SMS do not arrive, or nobody would see it: customers may not get their passwords.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:UpdateItem']),
      reachOperator(number ?? 'none'),
      sms,
    ],
  });
  if (number !== undefined)
    new Rule(scope, 'send-sms-canary-schedule', {
      schedule: Schedule.rate(Duration.minutes(30)),
      targets: [new LambdaFunction(canary.lambda)],
    });
}

/** Leave to call exactly the helpdesk's routes; an administrator attaches it to the staff's role. */
function staffPolicy(scope: Construct, { api }: PortalParts) {
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  const routes = endpoints.filter(({ auth }) => auth === 'iam');
  const policy = new ManagedPolicy(scope, 'helpdesk-staff', {
    description: 'The calls of the customer portal that TeleBiztosito makes for callers',
    statements: [
      new PolicyStatement({
        actions: ['execute-api:Invoke'],
        resources: routes.map(({ method, path }) =>
          Stack.of(scope).formatArn({
            service: 'execute-api',
            resource: api.api.apiId,
            resourceName: `$default/${method}${path.replace(/\{\w+\}/g, '*')}`,
          }),
        ),
      }),
    ],
  });
  new CfnOutput(scope, 'HelpdeskPolicyArn', { value: policy.managedPolicyArn });
}
