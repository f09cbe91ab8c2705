import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { writeFiles } from '../capabilities/documents.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { findPolicies, readPolicies, recheckRegistry } from '../capabilities/registry.ts';
import { Endpoint } from '../endpoint.ts';
import { PortalFunction } from '../function.ts';
import type { PortalParts } from './portal-parts.ts';

/** Policies, electronic post for them, and telling the insurer (R8, R9.4). */
export function policyEndpoints(scope: Construct, parts: PortalParts) {
  const { api, portal, registry, documents, persons, mail, sms } = parts;
  new Endpoint(scope, contract.listPolicies, api, {
    errorImpact: 'Customers do not see their policies.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:BatchGetItem']),
      findPolicies(registry),
      persons,
    ],
  });
  new Endpoint(scope, contract.enrolPolicy, api, {
    errorImpact: 'Customers cannot ask for electronic post.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
      readPolicies(registry),
      recheckRegistry(registry),
      persons,
    ],
  });
  new Endpoint(scope, contract.endEnrolment, api, {
    errorImpact: 'Customers cannot end electronic post.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem']),
      readPolicies(registry),
      persons,
    ],
  });

  const publisher = new PortalFunction(scope, 'publish-changes', {
    errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
    capabilities: [onPortalTable(portal, ['dynamodb:Query', 'dynamodb:DeleteItem']), writeFiles(documents, 'changes/')],
    timeout: Duration.minutes(2),
  });
  const notices = new PortalFunction(scope, 'send-notices', {
    errorImpact:
      'Customers are not told that electronic post of a policy has ended, or an old address that the account has another.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
      mail,
      sms,
    ],
    timeout: Duration.minutes(2),
  });
  new Rule(scope, 'every-minute', {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(publisher.lambda), new LambdaFunction(notices.lambda)],
  });

  const switches = new PortalFunction(scope, 'report-switches', {
    errorImpact: 'The insurer does not hear of payment methods it was asked to switch and has not.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:DeleteItem']),
      writeFiles(documents, 'reports/payment-switches/'),
    ],
    timeout: Duration.minutes(2),
  });
  new Rule(scope, 'every-day', {
    schedule: Schedule.rate(Duration.days(1)),
    targets: [new LambdaFunction(switches.lambda)],
  });
}
