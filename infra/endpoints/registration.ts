import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { callPool, setPasswords } from '../capabilities/identity.ts';
import { limitConfirmationMails, limitIdentifications, limitPasswordSms } from '../capabilities/limits.ts';
import { readMobiles } from '../capabilities/mobiles.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { findPolicies, identifyPersons, recheckRegistry } from '../capabilities/registry.ts';
import { Endpoint } from '../endpoint.ts';
import type { PortalParts } from './portal-parts.ts';

/** From the first form to the first password (R2). */
export function registrationEndpoints(scope: Construct, parts: PortalParts) {
  const { api, portal, registry, customers, settings, pseudonyms, persons, mail, sms } = parts;

  new Endpoint(scope, contract.register, api, {
    errorImpact: 'New customers cannot register.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
      identifyPersons(registry),
      findPolicies(registry),
      persons,
      readMobiles(settings),
      pseudonyms,
      limitIdentifications(settings),
      mail,
    ],
  });
  new Endpoint(scope, contract.resendConfirmation, api, {
    errorImpact: 'Customers who did not get the confirmation e-mail cannot ask for it again.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
      limitConfirmationMails(settings),
      mail,
    ],
  });
  new Endpoint(scope, contract.previewConfirmation, api, {
    errorImpact: 'Customers cannot see what they confirm and do not get their account.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem']),
      findPolicies(registry),
      persons,
    ],
  });
  new Endpoint(scope, contract.confirmRegistration, api, {
    errorImpact: 'Customers press the button of their confirmation e-mail and get no account.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ]),
      findPolicies(registry),
      persons,
      recheckRegistry(registry),
      setPasswords(customers),
      callPool(customers, ['cognito-idp:AdminDeleteUser']),
      pseudonyms,
      sms,
    ],
    timeout: Duration.seconds(20),
  });
  new Endpoint(scope, contract.resendPasswordSms, api, {
    errorImpact: 'Customers who did not get their password by SMS cannot ask for it again.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      setPasswords(customers),
      pseudonyms,
      limitPasswordSms(settings),
      sms,
    ],
  });
}
