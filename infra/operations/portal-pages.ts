import { Duration } from 'aws-cdk-lib';
import { AlarmRule, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { type WorkerName, workerQueues } from '#shared/platform/access.ts';
import { portalNameOf } from '../portal-part.ts';
import { alarmText, type Places } from './alarm-text.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { PortalAlarm } from './portal-alarm.ts';

type Page = {
  readonly heading: string;
  /** A page where left out. */
  readonly severity?: 'page' | 'ticket';
  readonly errorImpact: string;
  /** The headings of the alarms that it sums up. */
  readonly sums: readonly string[];
};

/** How many links an alarm's text has room for, besides the dashboard's and the runbook's. */
const mostLinks = 3;

/** Where its parts say to look; general links where that is too many. */
function placesOf(parts: readonly PortalAlarm[]): Places {
  const logs = [...new Set(parts.flatMap(({ places }) => places.logs ?? []))];
  const queues = [...new Set(parts.flatMap(({ places }) => places.queues ?? []))];
  if (logs.length + queues.length <= mostLinks) return { logs, queues };
  return queues.length > 0 ? { queues: 'all' } : {};
}

/** How long a page waits for the alarm of its cause to go off, too; alarms of one fault are up to two minutes apart. */
export const waits = Duration.minutes(2);
/** How long it stays quiet after its cause has ended. */
export const lingers = Duration.minutes(5);

/** Causes: each is a page, and while one is on, the symptoms that follow from it page nobody. The first may cause the others. */
const causes: readonly Page[] = [
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
const symptoms = (endpoints: readonly string[]): readonly Page[] => [
  {
    heading: 'customers-get-errors',
    errorImpact: 'Customers get errors, wait for seconds or cannot open the portal.',
    sums: ['api-errors', 'api-latency', 'visit-portal', ...endpoints],
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

/** The alarm that a page sums up. Throws where there is none: a misspelt heading would leave its cause without a page. */
function partOf(page: string, heading: string, parts: ReadonlyMap<string, PortalAlarm>): PortalAlarm {
  const part = parts.get(heading);
  if (!part) throw new Error(`The page ${page} sums up ${heading}, which is the heading of no alarm that is a part`);
  return part;
}

/**
 * What wakes somebody: one page a symptom, and one for a cause, however many alarms ring by it (decision 0201). Composite alarms
 * of the alarms of all stacks; one of them is a ticket. Alarms that are no `part` of a page reach their topic by themselves.
 */
export class PortalPages extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const all = this.node.root.node.findAll().filter((each) => each instanceof PortalAlarm);
    const parts = new Map(all.filter(({ severity }) => severity === 'part').map((part) => [part.heading, part]));
    const named = new Set([...causes, ...symptoms([])].flatMap(({ sums }) => sums));
    // Every other alarm that is a part belongs to a function that customers call.
    const endpoints = [...parts.keys()].filter((heading) => !named.has(heading)).sort();

    const [first, ...others] = causes;
    if (!first) return;
    const cause = this.page(first, parts, undefined);
    const rest = others.map((other) => this.page(other, parts, cause));
    // A page has one suppressor.
    const anyCause = new CompositeAlarm(this, 'causes', {
      compositeAlarmName: `${portalNameOf(this)}-causes`,
      alarmDescription: 'Keeps pages quiet whose cause has a page of its own. It reaches nobody itself.',
      alarmRule: AlarmRule.anyOf(cause, ...rest),
    });
    for (const symptom of symptoms(endpoints)) this.page(symptom, parts, anyCause);
  }

  private page(
    { heading, severity = 'page', errorImpact, sums }: Page,
    parts: ReadonlyMap<string, PortalAlarm>,
    suppressor: IAlarm | undefined,
  ): CompositeAlarm {
    const portalName = portalNameOf(this);
    const summed = sums.map((sum) => partOf(heading, sum, parts));
    const composite = new CompositeAlarm(this, heading, {
      compositeAlarmName: `${portalName}-${heading}`,
      alarmDescription: alarmText(this, heading, errorImpact, placesOf(summed)),
      // By name: most are of this stack, some of the one that others build on.
      alarmRule: AlarmRule.anyOf(
        ...summed.map((part) => AlarmRule.fromString(`ALARM("${portalName}-${part.heading}")`)),
      ),
      ...(suppressor === undefined
        ? {}
        : {
            actionsSuppressor: suppressor,
            actionsSuppressorWaitPeriod: waits,
            actionsSuppressorExtensionPeriod: lingers,
          }),
    });
    for (const { alarm } of summed) if (alarm.stack === composite.stack) composite.node.addDependency(alarm);
    const action = new SnsAction(AlarmTopic.of(this, severity).topic);
    composite.addAlarmAction(action);
    composite.addOkAction(action);
    return composite;
  }
}
