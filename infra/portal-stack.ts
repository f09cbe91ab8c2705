import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledgements.ts';
import { PortalApi } from './api.ts';
import { makePseudonyms } from './capabilities/identity.ts';
import { sendMail, sendSms } from './capabilities/messages.ts';
import { joinPersons } from './capabilities/persons.ts';
import { onPortalTable } from './capabilities/portal-table.ts';
import { MailSender } from './delivery/mail-sender.ts';
import { SmsSender } from './delivery/sms-sender.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { documentEndpoints } from './endpoints/documents.ts';
import { helpdeskEndpoints } from './endpoints/helpdesk.ts';
import { policyEndpoints } from './endpoints/policies.ts';
import type { PortalParts } from './endpoints/portal-parts.ts';
import { registrationEndpoints } from './endpoints/registration.ts';
import { sessionEndpoints } from './endpoints/session.ts';
import { uploadWorkers } from './endpoints/uploads.ts';
import { PortalFunction } from './function.ts';
import { PseudonymSecret } from './identity/pseudonym-secret.ts';
import { CustomerPool } from './identity/user-pool.ts';
import { Operations } from './operations/operations.ts';
import type { Settings } from './settings.ts';
import { DocumentsBucket } from './storage/documents-bucket.ts';
import { insurerPolicy } from './storage/insurer-policy.ts';
import { PortalTable } from './storage/portal-table.ts';
import { RegistryTable } from './storage/registry-table.ts';
import { OriginSecret } from './website/origin-secret.ts';
import { Website } from './website/website.ts';

export type PortalStackProps = StackProps & { readonly settings: Settings };

/** The customer portal. Read from top to bottom, this is its architecture. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: PortalStackProps) {
    super(scope, id, { ...props, description: 'Customer portal with electronic post', terminationProtection: true });

    // What is kept
    const portal = new PortalTable(this, 'portal', settings.restoredPortalTable);
    const registry = new RegistryTable(this, 'registry');
    const documents = new DocumentsBucket(this, 'documents');
    const pseudonymSecret = new PseudonymSecret(this, 'pseudonyms');
    const pseudonyms = makePseudonyms(pseudonymSecret);

    // Who customers are: no password is looked at before the guard has admitted the attempt
    const guard = new PortalFunction(this, 'guard-sign-in', {
      errorImpact: 'Nobody can sign in.',
      capabilities: [onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem'])],
      timeout: Duration.seconds(5),
      refusesByThrowing: true,
    });
    const nameAccount = new PortalFunction(this, 'name-account', {
      errorImpact: 'Nobody can sign in or stay signed in.',
      capabilities: [],
      timeout: Duration.seconds(5),
    });
    const customers = new CustomerPool(this, 'customers', { guard: guard.lambda, nameAccount: nameAccount.lambda });

    // Where customers come in
    const originSecret = new OriginSecret(this, 'origin-secret', settings.originSecretGeneration);
    const api = new PortalApi(this, 'api', { customers, originSecret });
    const website = new Website(this, 'website', { api, originSecret, documents, settings });
    const unknown = new PortalFunction(this, 'answer-unknown-route', {
      errorImpact: 'Mistyped addresses get no clear answer.',
      capabilities: [],
    });
    api.otherwise(unknown.lambda);

    // How the portal speaks
    const mail = sendMail(new MailSender(this, 'mail', settings), website.origin, settings);
    const smsSender = new SmsSender(this, 'sms', settings.smsOriginationIdentity);
    const sms = sendSms(smsSender, settings);

    // What customers do
    const persons = joinPersons(portal, registry, settings);
    const parts: PortalParts = {
      api,
      portal,
      registry,
      documents,
      customers,
      settings,
      pseudonyms,
      persons,
      mail,
      sms,
    };
    registrationEndpoints(this, parts);
    sessionEndpoints(this, parts);
    accountEndpoints(this, parts);
    policyEndpoints(this, parts);
    documentEndpoints(this, parts);

    // What TeleBiztosító does for callers
    helpdeskEndpoints(this, parts, smsSender);

    // What the insurer's systems bring
    uploadWorkers(this, parts);
    insurerPolicy(this, documents);

    acknowledgeFindings(this, { api, customers, documents, originSecret, pseudonymSecret, website });

    // What operators watch
    new Operations(this, 'operations', { api, portal, registry, settings, origin: website.origin });

    // What operators, the insurer and the helpdesk need to know
    const outputs = {
      PortalUrl: website.origin,
      HelpdeskUrl: `https://${api.domainName}`,
      DocumentsBucket: documents.bucket.bucketName,
      WebsiteBucket: website.bucket.bucketName,
      PortalTable: portal.table.tableName,
      RegistryTable: registry.table.tableName,
      PseudonymSecret: pseudonyms.env.PSEUDONYM_SECRET_ARN,
      UserPoolId: customers.pool.userPoolId,
      UserPoolClientId: customers.client.userPoolClientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
