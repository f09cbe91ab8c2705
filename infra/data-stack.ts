import { CfnOutput, Duration } from 'aws-cdk-lib';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import {
  AlarmTopic,
  Backups,
  ByClock,
  followMails,
  followSms,
  LockedArchive,
  MailSender,
  SmsSender,
  severities,
  UploadQueue,
  WatchedFunction,
  WatchedStack,
  type WatchedStackProps,
} from 'watched-stack';
import { cancellations } from '#shared/customers/access.ts';
import { documentVersions, mailOutcomes, mailReports, reminders, storedVersions } from '#shared/documents/access.ts';
import { auditArchive } from '#shared/helpdesk/access.ts';
import { documentFiles } from '#shared/insurer/files.ts';
import { mailLog, notices, smsLog } from '#shared/messages/access.ts';
import type { Access } from '#shared/platform/access.ts';
import type { MetricName } from '#shared/platform/metrics/metrics.ts';
import { guard, proofs, recoveries } from '#shared/sign-in/access.ts';
import { longestBackup, shortestBackup } from '#stages/recovery-settings.ts';
import type { Settings } from '#stages/settings.ts';
import { acknowledgeDataFindings } from './acknowledgements.ts';
import { insurerExchange } from './endpoints/exchange.ts';
import { LimitsSecret } from './identity/limits-secret.ts';
import { PseudonymSecret } from './identity/pseudonym-secret.ts';
import { CustomerPool } from './identity/user-pool.ts';
import { operatorPolicy } from './operations/operator-policy.ts';
import { type PortalStores, portalStores, providePool, provideSenders } from './portal-stores.ts';
import { PortalWorker, queueOf } from './portal-worker.ts';
import { DocumentsBucket } from './storage/documents-bucket.ts';
import { insurerPolicy } from './storage/insurer-policy.ts';
import { AuditTable, PortalTable, RegistryTable } from './storage/tables.ts';

/** The id of a resource that was lost and is made again: another generation has another logical id, so CloudFormation makes it. */
const generation = (id: string, number: number) => (number === 1 ? id : `${id}-${number}`);

export type DataStackProps = WatchedStackProps & { readonly settings: Settings };

/**
 * What the portal is built on: all that is kept, who sends for it, and what works on it without a customer. It changes rarely; a
 * new page or endpoint leaves it alone.
 */
export class DataStack extends WatchedStack {
  readonly portal: PortalTable;
  readonly registry: RegistryTable;
  readonly audit: AuditTable;
  /** The audit's second copy, and the trail of who touched documents and audit besides the portal; locked for as long. */
  readonly archive: LockedArchive;
  readonly documents: DocumentsBucket;
  readonly customers: CustomerPool;
  readonly smsSender: SmsSender;
  /** The insurer's documents, waiting for delivery. */
  readonly deliveries: UploadQueue<Access>;
  /** All of this, by the names that functions use. */
  readonly stores: PortalStores;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, { ...props, description: 'Customer portal: what is kept, and who sends for it' });
    // Here, where they are kept, whichever stack has alarms of a severity.
    for (const severity of severities) {
      const topic = AlarmTopic.of(this, severity);
      if (settings.alarmAddress) topic.tell(settings.alarmAddress);
    }

    // What is kept
    this.portal = new PortalTable(this, 'portal', settings.restoredPortalTable);
    this.registry = new RegistryTable(this, 'registry', settings.registryWriteUnits);
    this.audit = new AuditTable(this, 'audit');
    this.documents = new DocumentsBucket(this, generation('documents', settings.documentsGeneration));
    this.archive = new LockedArchive(this, 'archive', settings.auditYears);
    const pseudonyms = new PseudonymSecret(this, 'pseudonyms', settings);
    const limitsSecret = new LimitsSecret(this, 'limits');
    const { portal, registry, audit, archive, documents } = this;
    const kept = { portal, registry, audit, archive, documents, pseudonyms, limitsSecret };
    this.stores = portalStores(kept, settings);

    this.archiveAudit(settings.accessTrail === 'on');

    // What is left if all of it is lost; the registry's table is filled by the insurer's next file
    const backups =
      settings.backups === 'on'
        ? new Backups(this, 'backups', {
            tables: [portal.table, audit.table],
            bucket: documents.bucket,
            copied: 'the tables and the documents',
            days: { kept: settings.backupDays, least: shortestBackup, most: longestBackup },
            copyTo: settings.backupCopyVault,
            heading: 'backups-that-fail',
          })
        : undefined;

    // Who customers are: no password is looked at before the guard has admitted the attempt
    const guarding = new WatchedFunction(this, 'guard-sign-in', this.stores, {
      severity: 'part',
      errorImpact: 'Nobody can sign in.',
      uses: [guard.admit, proofs.isOpen],
      timeout: Duration.seconds(5),
      reservedConcurrency: settings.guardConcurrency,
      refusesByThrowing: { metric: 'TriggerFailures' satisfies MetricName, by: 'sign-in' },
    });
    const checking = new WatchedFunction(this, 'check-passkey', this.stores, {
      errorImpact: 'Nobody can sign in by a passkey; passwords work.',
      uses: [proofs.take],
      timeout: Duration.seconds(5),
    });
    const naming = new WatchedFunction(this, 'name-account', this.stores, {
      severity: 'part',
      errorImpact: 'Nobody can sign in or stay signed in.',
      uses: [],
      timeout: Duration.seconds(5),
      reservedConcurrency: settings.guardConcurrency,
    });
    const triggers = { guard: guarding.lambda, checkPasskey: checking.lambda, nameAccount: naming.lambda };
    this.customers = new CustomerPool(this, generation('customers', settings.poolGeneration), triggers);
    providePool(this.stores, this.customers);

    // How the portal speaks, and what becomes of what it sent
    const mailSender = new MailSender(this, 'mail', settings);
    this.smsSender = new SmsSender(this, 'sms', {
      // Hungary has no sender IDs and numbers are leased by hand: the setting names one.
      originationIdentityArn: settings.smsOriginationIdentity,
      answers: {
        help: 'This number only sends. Help: see the portal.',
        stop: 'No more messages will come from this number.',
      },
    });
    provideSenders(this.stores, mailSender, this.smsSender);
    this.followMessages(mailSender);

    // What the insurer's systems bring and collect
    this.deliveries = new UploadQueue(this, 'uploaded-documents', {
      ...queueOf('deliver-document'),
      stores: this.stores,
      bucket: this.documents,
      prefix: documentFiles.prefix,
      // The worker's 60 s, its lease and the wait for a dead worker's mail (shared/documents/delivery/delivery.ts) are over by then.
      comesBackAfter: Duration.seconds(450),
    });
    insurerExchange(this, { bucket: this.documents, stores: this.stores });
    insurerPolicy(this, this.documents);
    operatorPolicy(this, {
      ...{ portal: portal.table, registry: registry.table, audit: audit.table, documents: documents.bucket },
      ...{ userPoolArn: this.customers.pool.userPoolArn, limitsSecret: limitsSecret.secret },
    });
    this.eraseDocuments();

    acknowledgeDataFindings(this, { ...kept, customers: this.customers, backups });

    const outputs = {
      DocumentsBucket: this.documents.bucket.bucketName,
      PortalTable: this.portal.table.tableName,
      RegistryTable: this.registry.table.tableName,
      AuditTable: this.audit.table.tableName,
      AuditArchive: this.archive.bucket.bucketName,
      AuditYears: String(settings.auditYears),
      PseudonymSecret: pseudonyms.secret.secretArn,
      LimitsSecret: limitsSecret.secret.secretArn,
      UserPoolId: this.customers.pool.userPoolId,
      UserPoolClientId: this.customers.client.userPoolClientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  /** The audit's second copy, which nobody can change (R10.3). */
  private archiveAudit(hasTrail: boolean) {
    const { table } = this.audit;
    const archiving = new WatchedFunction(this, 'archive-audit', this.stores, {
      errorImpact: 'Customers cannot be shown what the helpdesk did for them, if somebody changes the audit meanwhile.',
      uses: [auditArchive.keep],
      follows: table,
      timeout: Duration.seconds(60),
    });
    new EventSourceMapping(this, 'archive-audit-stream', {
      target: archiving.lambda,
      eventSourceArn: table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
    });
    if (hasTrail) this.archive.admitTrail();
  }

  /** What customers can no longer read goes, with all versions (R6.2). */
  private eraseDocuments() {
    const eraser = new WatchedFunction(this, 'erase-documents', this.stores, {
      errorImpact: 'Documents are stored longer than customers and the law expect: their access window has ended.',
      uses: [storedVersions.ended, storedVersions.settle, documentVersions.remove],
      timeout: Duration.minutes(15),
    });
    new ByClock(this, 'every-six-hours', {
      runs: eraser,
      every: Duration.hours(6),
      errorImpact: 'Documents are stored longer than customers and the law expect: their access window has ended.',
    });
  }

  /** Receipts and bounces (R5.2, R10.1); the mails of notices and recoveries are marked as their senders would. */
  private followMessages(mailSender: MailSender) {
    const recording = { timeout: Duration.seconds(30), batchSize: 10, maxConcurrency: 5 };
    const ofMails = new PortalWorker(this, 'record-mail-outcome', this.stores, {
      ...recording,
      uses: [
        ...[mailOutcomes.noteOnDocument, mailOutcomes.noteOnAccount, mailReports.report, mailLog.noteOutcome],
        // A notice goes, a recovery is done.
        ...[notices.remove, recoveries.markTaken, cancellations.settleMail, reminders.markTaken],
      ],
      lateAfter: Duration.hours(1),
      errorImpact: 'Bounced mails stay unknown: customers do not learn of documents and the insurer sends no paper.',
    });
    followMails(ofMails, mailSender);
    const ofSms = new PortalWorker(this, 'record-sms-outcome', this.stores, {
      ...recording,
      // A notice whose text was taken goes.
      uses: [smsLog.noteReceipt, notices.remove],
      lateAfter: Duration.minutes(30),
      errorImpact: 'The helpdesk does not see whether SMS arrive, and failing SMS wake nobody.',
    });
    followSms(ofSms, this.smsSender);
  }
}
