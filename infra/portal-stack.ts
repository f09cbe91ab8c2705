import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { PortalApi } from './api.ts';
import {
  findDocument,
  limitDocuments,
  linkDocuments,
  listDocuments,
  readUploads,
  writeReports,
} from './capabilities/documents.ts';
import { callPool, makePseudonyms } from './capabilities/identity.ts';
import { limitRegistrations } from './capabilities/limits.ts';
import { sendMail, sendSms } from './capabilities/messages.ts';
import { onPortalTable, readAccounts } from './capabilities/portal-table.ts';
import { knowPolicies, readRegistry, writeRegistry } from './capabilities/registry.ts';
import { MailSender } from './delivery/mail-sender.ts';
import { SmsSender } from './delivery/sms-sender.ts';
import { UploadWorker } from './delivery/upload-worker.ts';
import { Endpoint } from './endpoint.ts';
import { PortalFunction } from './function.ts';
import { PseudonymSecret } from './identity/pseudonym-secret.ts';
import { CustomerPool } from './identity/user-pool.ts';
import type { Settings } from './settings.ts';
import { DocumentsBucket } from './storage/documents-bucket.ts';
import { PortalTable } from './storage/portal-table.ts';
import { RegistryTable } from './storage/registry-table.ts';
import { Website } from './website/website.ts';

export type PortalStackProps = StackProps & { readonly settings: Settings };

/** The customer portal. Read from top to bottom, this is its architecture. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: PortalStackProps) {
    super(scope, id, { ...props, description: 'Customer portal with electronic post', terminationProtection: true });

    // What is kept
    const portal = new PortalTable(this, 'portal');
    const registry = new RegistryTable(this, 'registry');
    const documents = new DocumentsBucket(this, 'documents');
    const pseudonyms = new PseudonymSecret(this, 'pseudonyms');

    // Who customers are: no password is looked at before the guard has admitted the attempt
    const guard = new PortalFunction(this, 'guard-sign-in', {
      errorImpact: 'Nobody can sign in.',
      capabilities: [onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem'])],
      timeout: Duration.seconds(5),
    });
    const customers = new CustomerPool(this, 'customers', { guard: guard.lambda });

    // Where customers come in
    const api = new PortalApi(this, 'api', customers);
    const website = new Website(this, 'website', { api, documents, settings });
    const unknown = new PortalFunction(this, 'answer-unknown-route', {
      errorImpact: 'Mistyped addresses get no clear answer.',
      capabilities: [],
    });
    api.otherwise(unknown.lambda);

    // How the portal speaks
    const mail = sendMail(new MailSender(this, 'mail', settings.sender), website.origin, settings);
    const sms = sendSms(new SmsSender(this, 'sms', settings.smsOriginationIdentity), settings);

    // Registration
    const pseudonym = makePseudonyms(pseudonyms);
    const limits = limitRegistrations(settings);
    new Endpoint(this, contract.register, api, {
      errorImpact: 'New customers cannot register.',
      capabilities: [
        onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
        readRegistry(registry),
        pseudonym,
        limits,
        mail,
      ],
    });
    new Endpoint(this, contract.previewConfirmation, api, {
      errorImpact: 'Customers cannot see what they confirm and do not get their account.',
      capabilities: [readAccounts(portal), readRegistry(registry)],
    });
    new Endpoint(this, contract.confirmRegistration, api, {
      errorImpact: 'Customers press the button of their confirmation e-mail and get no account.',
      capabilities: [
        onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
        readRegistry(registry),
        callPool(customers, [
          'cognito-idp:AdminCreateUser',
          'cognito-idp:AdminGetUser',
          'cognito-idp:AdminSetUserPassword',
          'cognito-idp:AdminDeleteUser',
        ]),
        sms,
      ],
    });

    // Sessions
    const pool = callPool(customers, ['cognito-idp:DescribeUserPoolClient']);
    new Endpoint(this, contract.signIn, api, {
      errorImpact: 'Customers cannot sign in.',
      capabilities: [
        onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem']),
        pool,
        callPool(customers, ['cognito-idp:AdminInitiateAuth']),
      ],
    });
    new Endpoint(this, contract.choosePassword, api, {
      errorImpact: 'Customers cannot finish their first sign-in or a recovery.',
      capabilities: [
        onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']),
        pool,
        callPool(customers, ['cognito-idp:AdminRespondToAuthChallenge']),
      ],
    });
    new Endpoint(this, contract.refreshSession, api, {
      errorImpact: 'Customers are signed out every few minutes.',
      capabilities: [readAccounts(portal), pool],
    });
    new Endpoint(this, contract.signOut, api, {
      errorImpact: 'Customers who sign out stay signed in on that device.',
      capabilities: [pool],
    });

    // Documents
    new Endpoint(this, contract.listDocuments, api, {
      errorImpact: 'Customers do not see their documents.',
      capabilities: [readAccounts(portal), listDocuments(portal)],
    });
    new Endpoint(this, contract.linkDocument, api, {
      errorImpact: 'Customers see their documents but cannot open or save them.',
      capabilities: [readAccounts(portal), findDocument(portal), linkDocuments(documents)],
    });

    // The insurer's uploads
    new UploadWorker(this, 'deliver-document', {
      bucket: documents,
      prefix: 'documents/',
      capabilities: [
        onPortalTable(portal, [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:ConditionCheckItem',
        ]),
        knowPolicies(registry),
        readUploads(documents, 'documents/'),
        writeReports(documents, 'reports/documents/'),
        limitDocuments(settings),
        mail,
      ],
      timeout: Duration.seconds(60),
      batchSize: 10,
      maxConcurrency: 5,
      memorySize: 1024,
      errorImpact: 'Customers do not get documents that the insurer uploaded, or no mail about them.',
    });
    new UploadWorker(this, 'import-registry', {
      bucket: documents,
      prefix: 'registry/',
      capabilities: [
        writeRegistry(registry),
        readUploads(documents, 'registry/'),
        writeReports(documents, 'reports/registry/'),
        pseudonym,
      ],
      timeout: Duration.minutes(15),
      batchSize: 1,
      maxConcurrency: 2,
      memorySize: 1024,
      errorImpact: 'New customers cannot register and changed policies are not seen.',
    });

    // What operators, the insurer and the helpdesk need to know
    const outputs = {
      PortalUrl: website.origin,
      HelpdeskUrl: `https://${api.domainName}`,
      DocumentsBucket: documents.bucket.bucketName,
      WebsiteBucket: website.bucket.bucketName,
      PortalTable: portal.table.tableName,
      RegistryTable: registry.table.tableName,
      UserPoolId: customers.pool.userPoolId,
      UserPoolClientId: customers.client.userPoolClientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
