import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { joinedPersons, persons } from '#shared/customers/access.ts';
import { guard } from '#shared/sign-in/access.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { PortalApi } from './api.ts';
import { MailSender } from './delivery/mail-sender.ts';
import { SmsSender } from './delivery/sms-sender.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { documentEndpoints } from './endpoints/documents.ts';
import type { PortalParts } from './endpoints/endpoint.ts';
import { helpdeskEndpoints } from './endpoints/helpdesk.ts';
import { policyEndpoints } from './endpoints/policies.ts';
import { registrationEndpoints } from './endpoints/registration.ts';
import { sessionEndpoints } from './endpoints/session.ts';
import { uploadWorkers } from './endpoints/uploads.ts';
import { PortalFunction } from './function.ts';
import { PseudonymSecret } from './identity/pseudonym-secret.ts';
import { CustomerPool } from './identity/user-pool.ts';
import { Operations } from './operations/operations.ts';
import { portalStores, providePool, provideSenders } from './portal-stores.ts';
import { routeThrottles } from './route-throttles.ts';
import type { Settings } from './settings.ts';
import { DocumentsBucket } from './storage/documents-bucket.ts';
import { insurerPolicy } from './storage/insurer-policy.ts';
import { PortalTable, RegistryTable } from './storage/tables.ts';
import { OriginSecret } from './website/origin-secret.ts';
import { Website } from './website/website.ts';

export type PortalStackProps = StackProps & { readonly settings: Settings };

/** The customer portal. Read from top to bottom, this is its architecture. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: PortalStackProps) {
    super(scope, id, { ...props, description: 'Customer portal with electronic post', terminationProtection: true });

    // What is kept
    const portal = new PortalTable(this, 'portal', settings.restoredPortalTable);
    const registry = new RegistryTable(this, 'registry', settings.registryWriteUnits);
    const documents = new DocumentsBucket(this, 'documents');
    const pseudonyms = new PseudonymSecret(this, 'pseudonyms');
    const stores = portalStores({ portal, registry, documents, pseudonyms }, settings);

    // Who customers are: no password is looked at before the guard has admitted the attempt
    const guarding = new PortalFunction(this, 'guard-sign-in', stores, {
      errorImpact: 'Nobody can sign in.',
      uses: [guard.admit],
      timeout: Duration.seconds(5),
      reservedConcurrency: settings.guardConcurrency,
      refusesByThrowing: true,
    });
    const naming = new PortalFunction(this, 'name-account', stores, {
      errorImpact: 'Nobody can sign in or stay signed in.',
      uses: [],
      timeout: Duration.seconds(5),
      reservedConcurrency: settings.guardConcurrency,
    });
    const customers = new CustomerPool(this, 'customers', { guard: guarding.lambda, nameAccount: naming.lambda });
    providePool(stores, customers);

    // Where customers come in
    const originSecret = new OriginSecret(this, 'origin-secret', settings.originSecretGeneration);
    const throttles = routeThrottles(settings.userAuthenticationQuota);
    const api = new PortalApi(this, 'api', { customers, originSecret, throttles });
    const website = new Website(this, 'website', { api, originSecret, documents, settings, stores });
    const unknown = new PortalFunction(this, 'answer-unknown-route', stores, {
      errorImpact: 'Mistyped addresses get no clear answer.',
      uses: [],
    });
    api.otherwise(unknown.lambda);

    // How the portal speaks
    const mailSender = new MailSender(this, 'mail', settings);
    const smsSender = new SmsSender(this, 'sms', settings.smsOriginationIdentity);
    provideSenders(stores, mailSender, smsSender);

    // What customers do
    const isJoined = settings.severalCustomerIds === 'join';
    const parts: PortalParts = { api, documents, settings, stores, persons: isJoined ? joinedPersons : persons };
    registrationEndpoints(this, parts);
    sessionEndpoints(this, parts);
    accountEndpoints(this, parts);
    policyEndpoints(this, parts);
    documentEndpoints(this, parts);

    // What TeleBiztosító does for callers
    helpdeskEndpoints(this, parts, smsSender);

    // What the insurer's systems bring
    const delivery = uploadWorkers(this, parts, mailSender);
    insurerPolicy(this, documents);

    acknowledgeFindings(this, {
      api,
      customers,
      delivery,
      documents,
      originSecret,
      pseudonymSecret: pseudonyms,
      website,
    });

    // What operators watch
    new Operations(this, 'operations', { api, customers, portal, registry, settings, stores });

    // What operators, the insurer and the helpdesk need to know
    const outputs = {
      PortalUrl: website.origin,
      HelpdeskUrl: `https://${api.domainName}`,
      DocumentsBucket: documents.bucket.bucketName,
      WebsiteBucket: website.bucket.bucketName,
      PortalTable: portal.table.tableName,
      RegistryTable: registry.table.tableName,
      PseudonymSecret: pseudonyms.secret.secretArn,
      UserPoolId: customers.pool.userPoolId,
      UserPoolClientId: customers.client.userPoolClientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
