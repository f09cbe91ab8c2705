import type { Construct } from 'constructs';
import { type Page, Pages } from 'watched-stack';
import { type WorkerName, workerQueues } from '#shared/platform/access.ts';

/** Causes: while one is on, the symptoms that follow from it page nobody. */
const causes: readonly [Page, ...Page[]] = [
  {
    heading: 'tables-failing',
    errorImpact: 'DynamoDB refuses or fails calls: pages, sign-ins and deliveries fail.',
    sums: ['portal-table-throttled', 'portal-table-failing', 'registry-table-throttled', 'registry-table-failing'],
  },
  {
    heading: 'functions-stopped',
    errorImpact: 'AWS starts no more functions: customers get errors, documents and mails wait.',
    sums: ['functions-throttled'],
  },
  {
    heading: 'nobody-can-sign-in',
    errorImpact:
      'Nobody can sign in: a function that the pool asks at each sign-in (guard-sign-in, name-account) fails.',
    sums: ['guard-sign-in', 'name-account'],
  },
  {
    heading: 'pool-failing',
    errorImpact: 'Cognito refuses or fails sign-ins and sessions: customers are asked to try again.',
    sums: ['pool-throttled', 'pool-refusing'],
  },
  {
    heading: 'mail-stands',
    errorImpact: 'Mails do not go out: nobody registers, recovers access or hears of documents.',
    sums: ['mails-refused', 'mails-postponed'],
  },
  {
    heading: 'sms-stands',
    errorImpact: 'SMS do not arrive or are refused: customers do not get their passwords.',
    sums: ['sms-failures', 'send-sms-canary'],
  },
];

/** The worker whose messages cannot wait: all its alarms are parts of one page. */
const withdrawing: WorkerName = 'withdraw-document';

/** Symptoms, each quiet while a cause is on. */
const symptoms: readonly Page[] = [
  {
    heading: 'customers-get-errors',
    errorImpact: 'Customers get errors, wait for seconds or cannot open the portal.',
    sums: ['api-errors', 'api-latency', 'visit-portal'],
    // Every other alarm that is a part belongs to a function that customers call.
    sumsOthers: true,
  },
  {
    heading: 'withdrawal-fails',
    errorImpact: 'A mis-sent document that the insurer withdrew can still be read by the wrong customer.',
    sums: [withdrawing, `${withdrawing}-late`, `${withdrawing}-parked`],
  },
  {
    heading: 'impostors-stay',
    errorImpact: 'A registration that somebody contests cannot be frozen, or a false correction cannot be stopped.',
    sums: ['open-contest', 'stop-correction'],
  },
  {
    heading: 'messages-parked',
    errorImpact: 'Messages failed ten times and wait to be replayed: customers lack documents, mails or their erasure.',
    sums: Object.keys(workerQueues).flatMap((worker) => (worker === withdrawing ? [] : [`${worker}-parked`])),
  },
  {
    heading: 'changes-wait',
    severity: 'ticket',
    errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
    sums: ['publish-changes', 'publish-lag'],
  },
];

/** What wakes somebody: one page a symptom, and one for a cause, however many alarms ring by it (decision 0201). */
export class PortalPages extends Pages {
  constructor(scope: Construct, id: string) {
    super(scope, id, { causes, symptoms });
  }
}
