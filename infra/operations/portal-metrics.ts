import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITable, Operation } from 'aws-cdk-lib/aws-dynamodb';
import type { IConstruct } from 'constructs';
import { ownMetric } from 'watched-stack';
import type { MetricName } from '#shared/platform/metrics/metrics.ts';
import type { PortalApi } from '../api.ts';
import type { CustomerPool } from '../identity/user-pool.ts';

export type WatchedParts = {
  readonly api: PortalApi;
  readonly customers: CustomerPool;
  readonly portal: { readonly table: ITable };
  readonly registry: { readonly table: ITable };
};

const minute = Duration.minutes(1);
const five = Duration.minutes(5);
const quarter = Duration.minutes(15);
const hour = Duration.hours(1);
const day = Duration.days(1);

/** Where a wrong password can lock a username: every place that tests one (R3.2a). */
const testsPasswords = [
  ...['sign-in', 'change-password', 'change-contact', 'cancel-registration'],
  ...['challenge-new-passkey', 'choose-second-step'],
] as const;
/** What sends SMS that somebody waits for: a refusal is no failure of the function, so only this alarm hears of it. */
const sendsSms = ['confirm-registration', 'resend-password-sms', 'resend-password', 'change-contact'] as const;
/** Calls that fail with their mail; the same holds for them. */
const needsMail = ['register', 'resend-confirmation', 'change-contact', 'take-second-step'] as const;

/** A metric of a whole account: AWS gives it no dimension. */
const ofAccount = (namespace: string, metricName: string, statistic: string, period: Duration) =>
  new Metric({ namespace, metricName, statistic, period });

const sumOf = (label: string, period: Duration, usingMetrics: Record<string, Metric>) =>
  new MathExpression({
    expression: Object.keys(usingMetrics)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + '),
    usingMetrics,
    label,
    period,
  });

/** What the portal as a whole is watched by, declared once for alarms and dashboard. Functions and queues bring their own. */
export function portalMetrics(scope: IConstruct, { api, customers, portal, registry }: WatchedParts) {
  const own = (name: MetricName, operation: string, period = five) =>
    ownMetric(scope, name, operation, { period, label: name });
  const greatest = (name: MetricName, operation: string, period = five) =>
    ownMetric(scope, name, operation, { period, statistic: 'Maximum' });
  /** A metric of each of these functions, by ids that begin with `id`. */
  const ofEach = (id: string, name: MetricName, operations: readonly string[], period = five) =>
    Object.fromEntries(operations.map((operation, at) => [`${id}${at}`, own(name, operation, period)]));
  return {
    // What customers do
    signUps: own('SignUps', 'confirm-registration'),
    signIns: own('SignIns', 'sign-in'),
    wrongPasswords: own('WrongPasswords', 'sign-in'),
    locks: sumOf('Locks', quarter, ofEach('locks', 'Locks', testsPasswords, quarter)),
    // How the API answers them
    calls: api.api.metricCount({ period: five, statistic: 'Sum' }),
    serverErrors: api.api.metricServerError({ period: five, statistic: 'Sum' }),
    latency: api.api.metricLatency({ period: five, statistic: 'p99' }),
    usualLatency: api.api.metricLatency({ period: five, statistic: 'p50' }),
    // How the portal speaks to them
    delivered: own('DocumentsDelivered', 'deliver-document', hour),
    refused: own('DocumentsRefused', 'deliver-document', hour),
    auditChanged: own('AuditChanged', 'archive-audit'),
    evidenceNotNoted: own('EvidenceNotNoted', 'link-document'),
    mailLag: greatest('MailLag', 'deliver-document'),
    smsArrived: own('SmsArrived', 'record-sms-outcome', quarter),
    smsUndelivered: own('SmsUndelivered', 'record-sms-outcome', quarter),
    /** By the id under which an expression names each. */
    smsRefused: ofEach('smsRefused', 'SmsRefused', sendsSms, quarter),
    mailsRefused: sumOf('Mails refused', five, {
      documents: own('MailsRefused', 'deliver-document'),
      ...ofEach('refusedCalls', 'MailsRefused', needsMail),
    }),
    mailsPostponed: sumOf('Mails postponed', five, {
      throttledDocuments: own('MailsThrottled', 'deliver-document'),
      throttledRecoveries: own('MailsThrottled', 'work-recoveries'),
      blockedRecoveries: own('MailsBlocked', 'work-recoveries'),
      unansweredDocuments: own('MailsUnanswered', 'deliver-document'),
      ...ofEach('unsentCalls', 'MailsNotSent', needsMail),
    }),
    mails: ofAccount('AWS/SES', 'Send', 'Sum', day),
    bounceRate: ofAccount('AWS/SES', 'Reputation.BounceRate', 'Average', hour),
    complaintRate: ofAccount('AWS/SES', 'Reputation.ComplaintRate', 'Average', hour),
    // What the insurer's systems exchange with it
    imports: own('Imports', 'import-registry', day),
    importsRefused: own('ImportsRefused', 'import-registry'),
    // Of a minute: a worse and a better file within one period would be the worse one.
    rejected: greatest('RegistryRejected', 'import-registry', minute),
    shrunk: greatest('RegistryShrunk', 'import-registry', minute),
    changesPublished: own('ChangesPublished', 'publish-changes'),
    publishLag: greatest('PublishLag', 'publish-changes'),
    // What it runs on
    throttledFunctions: ofAccount('AWS/Lambda', 'Throttles', 'Sum', five),
    runningFunctions: ofAccount('AWS/Lambda', 'ConcurrentExecutions', 'Maximum', five),
    poolThrottles: poolThrottles(customers),
    triggerFailures: own('TriggerFailures', 'sign-in'),
    poolRefusals: sumOf('Pool refusals', five, {
      signIns: own('PoolRefusals', 'sign-in'),
      refreshes: own('PoolRefusals', 'refresh-session'),
      passkeys: own('PoolRefusals', 'sign-in-by-passkey'),
      codes: own('PoolRefusals', 'take-second-step'),
    }),
    tables: {
      portal: tableMetrics('portal', portal.table, ofPortal),
      registry: tableMetrics('registry', registry.table, common),
    },
  };
}
export type PortalMetrics = ReturnType<typeof portalMetrics>;

/**
 * What Cognito refuses for its number: sign-ins, refreshes and new users. It counts what an administrator calls, as functions do
 * for a sign-in, under the client `Admin` (developer guide, "User pool metrics in CloudWatch").
 */
function poolThrottles({ pool, client }: CustomerPool) {
  const throttled = (metricName: string, userPoolClient: string) =>
    new Metric({
      namespace: 'AWS/Cognito',
      metricName,
      dimensionsMap: { UserPool: pool.userPoolId, UserPoolClient: userPoolClient },
      statistic: 'Sum',
      period: five,
    });
  return sumOf('pool throttles', five, {
    signIns: throttled('SignInThrottles', 'Admin'),
    refreshes: throttled('TokenRefreshThrottles', client.userPoolClientId),
    newUsers: throttled('SignUpThrottles', 'Admin'),
  });
}

/** What functions call on both tables, and on the portal's alone: DynamoDB counts its own failures by table and operation. */
const common = [
  Operation.GET_ITEM,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.DELETE_ITEM,
  Operation.QUERY,
  Operation.BATCH_GET_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];
const ofPortal = [...common, Operation.BATCH_WRITE_ITEM];

/** What a table refuses: for its load, and for its own sake. */
const tableMetrics = (label: string, table: ITable, operations: readonly Operation[]) => {
  const throttled = (metricName: string) =>
    table.metric(metricName, { period: five, statistic: 'Sum', dimensionsMap: { TableName: table.tableName } });
  const broken = (operation: Operation) =>
    table.metric('SystemErrors', {
      period: five,
      statistic: 'Sum',
      dimensionsMap: { TableName: table.tableName, Operation: operation },
    });
  return {
    throttles: sumOf(`${label} throttles`, five, {
      [`${label}Reads`]: throttled('ReadThrottleEvents'),
      [`${label}Writes`]: throttled('WriteThrottleEvents'),
    }),
    systemErrors: sumOf(
      `${label} system errors`,
      five,
      Object.fromEntries(operations.map((operation, at) => [`${label}Errors${at}`, broken(operation)])),
    ),
  };
};
