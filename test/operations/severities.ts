import * as v from 'valibot';
import { severityOf } from 'watched-stack/severity';
import type { synthesizedTemplates } from '../infra/synthesized.ts';

const alarmSchema = v.looseObject({
  AlarmName: v.string(),
  AlarmActions: v.optional(v.array(v.unknown()), []),
  AlarmRule: v.optional(v.unknown()),
});

/** The severity of each alarm, by its heading, in the runbook's words; a part names the page or ticket that sums it up. */
export function severities({ ofType, portalName }: Awaited<ReturnType<typeof synthesizedTemplates>>) {
  const read = (type: string) =>
    ofType(type).map(([, { Properties }]) => {
      const { AlarmName, AlarmActions, AlarmRule } = v.parse(alarmSchema, Properties);
      return {
        heading: AlarmName.slice(portalName.length + 1),
        actions: AlarmActions,
        rule: JSON.stringify(AlarmRule),
      };
    });
  const composites = read('AWS::CloudWatch::CompositeAlarm').filter(({ actions }) => actions.length > 0);
  const wholeOf = (heading: string) => composites.find(({ rule }) => rule.includes(`${portalName}-${heading}\\"`));
  const inWords = ({ heading, actions }: ReturnType<typeof read>[number]): string => {
    const severity = severityOf(actions);
    if (severity !== undefined) return severity;
    const whole = wholeOf(heading);
    return whole
      ? `a part of the ${severityOf(whole.actions)} [${whole.heading}](#${whole.heading})`
      : 'nobody hears it';
  };
  return Object.fromEntries(
    [...read('AWS::CloudWatch::Alarm'), ...composites].map((alarm) => [alarm.heading, inWords(alarm)]),
  );
}
