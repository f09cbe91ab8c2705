import { type LockedArchive, type MailSender, type SmsSender, Stores } from 'watched-stack';
import { auditPrefix } from '#shared/helpdesk/archive/audit-archive.ts';
import type { Access } from '#shared/platform/access.ts';
import { secretsPartition } from '#shared/platform/secrets/access.ts';
import { letterheadOf, smsNameOf } from '#stages/insurer-profile.ts';
import type { Settings } from '#stages/settings.ts';
import type { LimitsSecret } from './identity/limits-secret.ts';
import type { PseudonymSecret } from './identity/pseudonym-secret.ts';
import type { CustomerPool } from './identity/user-pool.ts';
import type { DocumentsBucket } from './storage/documents-bucket.ts';
import type { AuditTable, PortalTable, RegistryTable } from './storage/tables.ts';

/** The resources and values of this stage by the names that functions use (shared/platform/access.ts). */
export type PortalStores = Stores<Access>;

type Kept = {
  readonly portal: PortalTable;
  readonly registry: RegistryTable;
  readonly audit: AuditTable;
  readonly archive: LockedArchive;
  readonly documents: DocumentsBucket;
  readonly pseudonyms: PseudonymSecret;
  readonly limitsSecret: LimitsSecret;
};

/** What is kept, and the settings that functions read. */
export function portalStores(kept: Kept, settings: Settings): PortalStores {
  const { portal, registry, audit, archive, documents, pseudonyms, limitsSecret } = kept;
  const { table } = portal;
  return new Stores<Access>()
    .provide({
      PORTAL_TABLE: table.tableName,
      REGISTRY_TABLE: registry.table.tableName,
      AUDIT_TABLE: audit.table.tableName,
      AUDIT_ARCHIVE: archive.bucket.bucketName,
      AUDIT_YEARS: String(settings.auditYears),
      DOCUMENTS_BUCKET: documents.bucket.bucketName,
      PSEUDONYM_SECRET_ARN: pseudonyms.secret.secretArn,
      LIMITS_SECRET_ARN: limitsSecret.secret.secretArn,
      ...valuesOf(settings),
    })
    .add('portal-table', { arns: [table.tableArn] })
    .add('portal-table/secrets', {
      arns: [table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': secretsPartition } },
    })
    .add('portal-table/index/by-policy', { arns: [`${table.tableArn}/index/by-policy`] })
    .add('audit-table', { arns: [audit.table.tableArn] })
    .add('audit-archive', { arns: [archive.bucket.arnForObjects(`${auditPrefix}*`)] })
    .add('registry-table', { arns: [registry.table.tableArn] })
    .add('registry-table/index/by-holder', { arns: [`${registry.table.tableArn}/index/by-holder`] })
    .add('registry-table/index/by-identity', { arns: [`${registry.table.tableArn}/index/by-identity`] })
    .add('pseudonym-secret', { arns: [pseudonyms.secret.secretArn] })
    .add('limits-secret', { arns: [limitsSecret.secret.secretArn] })
    .addFamily('documents-bucket', (prefix) => ({ arns: [documents.bucket.arnForObjects(`${prefix}*`)] }));
}

/** The variables whose values an operator sets. */
const valuesOf = (settings: Settings) => ({
  LETTERHEAD: JSON.stringify(letterheadOf(settings)),
  SMS_NAME: smsNameOf(settings),
  HELPLINE: settings.helpline,
  MOBILE_CALLING_CODES: settings.mobileCallingCodes,
  SEVERAL_CUSTOMER_IDS: settings.severalCustomerIds,
  SMS_CANARY_NUMBER: settings.smsCanaryNumber ?? 'none',
  EVIDENCE_YEARS: String(settings.evidenceYears),
  DOCUMENTS_NAMED_IN_MAILS: settings.namedInMails,
  LARGEST_DOCUMENT: String(settings.largestDocument),
  FAILED_IDENTIFICATIONS_PER_PERSON: String(settings.failedIdentificationsPerPerson),
  FAILED_IDENTIFICATIONS_IN_ALL: String(settings.failedIdentificationsInAll),
  FAILED_IDENTIFICATIONS_PER_ADDRESS: String(settings.failedIdentificationsPerAddress),
  CONFIRMATION_MAILS_PER_REGISTRATION: String(settings.confirmationMailsPerRegistration),
  PASSWORD_SMS_PER_REGISTRATION: String(settings.passwordSmsPerRegistration),
  AUTHENTICITY_CHECKS_PER_ADDRESS: String(settings.authenticityChecksPerAddress),
  HELPDESK_IDENTIFICATIONS_PER_AGENT: String(settings.helpdeskIdentificationsPerAgent),
  HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON: String(settings.helpdeskFailedIdentificationsPerPerson),
  HELPDESK_PASSWORDS_PER_PERSON: String(settings.helpdeskPasswordsPerPerson),
});

/** The pool and its one app client. */
export const providePool = (
  stores: PortalStores,
  { pool, client, clientSecret, ...times }: CustomerPool,
): PortalStores =>
  stores
    .provide({
      USER_POOL_ID: pool.userPoolId,
      USER_POOL_CLIENT_ID: client.userPoolClientId,
      POOL_CLIENT_SECRET_ARN: clientSecret.secretArn,
      REFRESH_TOKEN_SECONDS: String(times.refreshTokenValidity.toSeconds()),
    })
    .add('user-pool', { arns: [pool.userPoolArn] })
    .add('pool-client-secret', { arns: [clientSecret.secretArn] });

/** Mails from the sender's address only, and SMS from its number only; both followed by their configuration sets. */
export const provideSenders = (stores: PortalStores, mail: MailSender, sms: SmsSender): PortalStores =>
  stores
    .provide({
      MAIL_SENDER: mail.address,
      MAIL_CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      SMS_ORIGINATION_IDENTITY: sms.originationIdentityArn,
      SMS_CONFIGURATION_SET: sms.configurationSet.ref,
    })
    .add('mail', {
      arns: [mail.identityArn, mail.configurationSetArn],
      conditions: { StringEquals: { 'ses:FromAddress': mail.address } },
    })
    .add('mail-account', { arns: ['*'] })
    .add('sms', {
      arns: [sms.originationIdentityArn, sms.configurationSetArn],
    });
