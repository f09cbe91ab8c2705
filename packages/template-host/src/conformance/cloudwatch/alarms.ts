import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../place.ts';
import type { Question } from '../question.ts';
import { probedMetric } from '../template.ts';

const guide = 'Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data"';
const minute = 60_000;

/** The state of an alarm; empty where there is none. */
async function stateOf({ query }: Place, name: string): Promise<string> {
  const answer = await query('monitoring', { Action: 'DescribeAlarms', 'AlarmNames.member.1': name });
  return /<StateValue>(\w+)<\/StateValue>/.exec(answer)?.[1] ?? '';
}

/** Looks until the state is one of these, for `minutes` at most; returns the last one. */
async function settled(place: Place, name: string, states: readonly string[], minutes: number): Promise<string> {
  const end = Date.now() + minutes * minute;
  for (;;) {
    const state = await stateOf(place, name);
    if (states.includes(state) || Date.now() > end) return state;
    await pause(place.settings.endpoint === undefined ? 10_000 : 50);
  }
}

export const alarmQuestions: readonly Question[] = [
  {
    id: 'cloudwatch-no-data',
    text: 'Without any data an alarm is INSUFFICIENT_DATA with `missing`, ALARM with `breaching` and OK with `notBreaching`; FILL makes data, also of a metric of DynamoDB, whose alarms ignore missing data.',
    source: `${guide}; API reference, "PutMetricAlarm": TreatMissingData; "Using metric math": FILL`,
    expected: 'missing INSUFFICIENT_DATA, breaching ALARM, notBreaching OK, filled OK',
    minutes: 5,
    async ask(place) {
      const { BreachingAlarm, NotBreachingAlarm, FilledAlarm, MissingAlarm } = place;
      const judged = ['ALARM', 'OK'];
      const [breaching, notBreaching, filled] = await Promise.all(
        [BreachingAlarm, NotBreachingAlarm, FilledAlarm].map((name) => settled(place, name, judged, 5)),
      );
      // Each begins as INSUFFICIENT_DATA: it is an answer when the others have been judged.
      const missing = await stateOf(place, MissingAlarm);
      return `missing ${missing}, breaching ${breaching}, notBreaching ${notBreaching}, filled ${filled}`;
    },
  },
  {
    id: 'cloudwatch-data-ends',
    text: 'An alarm with `missing` that was OK becomes INSUFFICIENT_DATA when its data ends, some periods later.',
    source: guide,
    expected: 'with data OK, without INSUFFICIENT_DATA',
    minutes: 15,
    async ask(place) {
      const { namespace, metricName, dimension } = probedMetric;
      await place.query('monitoring', {
        ...{ Action: 'PutMetricData', Namespace: namespace },
        ...{ 'MetricData.member.1.MetricName': metricName, 'MetricData.member.1.Value': '1' },
        'MetricData.member.1.Dimensions.member.1.Name': dimension,
        'MetricData.member.1.Dimensions.member.1.Value': place.Table,
      });
      const first = await settled(place, place.MissingAlarm, ['OK'], 5);
      const then = await settled(place, place.MissingAlarm, ['INSUFFICIENT_DATA'], 10);
      return `with data ${first}, without ${then}`;
    },
  },
];
