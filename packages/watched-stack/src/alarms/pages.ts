import { Duration } from 'aws-cdk-lib';
import { AlarmRule, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';
import { alarmText, type Places } from './alarm-text.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export type Page = {
  /** Its name, and its heading in the runbook. */
  readonly heading: string;
  /** A page where left out. */
  readonly severity?: 'page' | 'ticket';
  readonly errorImpact: string;
  /** The headings of the alarms that it sums up, each of which is a `part`. */
  readonly sums: readonly string[];
  /** It also sums up every part that no page names. */
  readonly sumsOthers?: boolean;
};

export type PagesProps = {
  /** While one is on, the symptoms that follow from it reach nobody. The first may cause the others. */
  readonly causes: readonly [Page, ...Page[]];
  readonly symptoms: readonly Page[];
};

/** How long a page waits for the alarm of its cause to go off, too; alarms of one fault are up to two minutes apart. */
export const waits = Duration.minutes(2);
/** How long it stays quiet after its cause has ended. */
export const lingers = Duration.minutes(5);

/** How many links an alarm's text has room for, besides the dashboard's and the runbook's. */
const mostLinks = 3;

/** Where its parts say to look; general links where that is too many. */
function placesOf(parts: readonly RunbookAlarm[]): Places {
  const logs = [...new Set(parts.flatMap(({ places }) => places.logs ?? []))];
  const queues = [...new Set(parts.flatMap(({ places }) => places.queues ?? []))];
  if (logs.length + queues.length <= mostLinks) return { logs, queues };
  return queues.length > 0 ? { queues: 'all' } : {};
}

/** Alarms that are parts, by their headings. */
type Parts = ReadonlyMap<string, RunbookAlarm>;

/** The alarm that a page sums up. Throws where there is none: a misspelt heading would leave its cause without a page. */
function partOf(page: string, heading: string, parts: Parts): RunbookAlarm {
  const part = parts.get(heading);
  if (!part) throw new Error(`The page ${page} sums up ${heading}, which is the heading of no alarm that is a part`);
  return part;
}

/**
 * What wakes somebody: one page a symptom, and one for a cause, however many alarms ring by it. Composite alarms of the alarms of all
 * stacks, so it is made after them. Alarms that are no `part` of a page reach their topic by themselves. Throws Error for a page that
 * sums up an alarm that there is not.
 */
export class Pages extends Construct {
  private readonly parts: Parts;
  /** The headings of the parts that no page names. */
  private readonly others: readonly string[];

  constructor(scope: Construct, id: string, { causes: [first, ...further], symptoms }: PagesProps) {
    super(scope, id);
    const alarms = this.node.root.node.findAll().filter((each) => each instanceof RunbookAlarm);
    this.parts = new Map(
      alarms.filter(({ severity }) => severity === 'part').map((part) => [part.heading, part] as const),
    );
    const named = new Set([first, ...further, ...symptoms].flatMap(({ sums }) => sums));
    this.others = [...this.parts.keys()].filter((heading) => !named.has(heading)).sort();

    const cause = this.page(first);
    const causes = [cause, ...further.map((other) => this.page(other, cause))];
    // A page has one suppressor.
    const anyCause = new CompositeAlarm(this, 'causes', {
      compositeAlarmName: `${systemOf(this).name}-causes`,
      alarmDescription: 'Keeps pages quiet whose cause has a page of its own. It reaches nobody itself.',
      alarmRule: AlarmRule.anyOf(...causes),
    });
    for (const symptom of symptoms) this.page(symptom, anyCause);
  }

  private page(page: Page, suppressor?: IAlarm): CompositeAlarm {
    const { heading, severity = 'page', errorImpact, sums, sumsOthers = false } = page;
    const headings = sumsOthers ? [...sums, ...this.others] : sums;
    const summed = headings.map((one) => partOf(heading, one, this.parts));
    const system = systemOf(this).name;
    const composite = new CompositeAlarm(this, heading, {
      compositeAlarmName: `${system}-${heading}`,
      alarmDescription: alarmText(this, heading, errorImpact, placesOf(summed)),
      // By name: most are of this stack, some of the one that others build on.
      alarmRule: AlarmRule.anyOf(...summed.map((part) => AlarmRule.fromString(`ALARM("${system}-${part.heading}")`))),
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
