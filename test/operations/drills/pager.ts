import { lingers, waits } from 'watched-stack';
import type { Severity } from 'watched-stack/severity';
import type { Alarm } from '../watched-portal.ts';

/** What somebody was told: an alarm reached a topic. */
export type Ring = { readonly severity: Severity; readonly heading: string; readonly at: Date };

type Known = { since: number; hasRung: boolean; quietUntil: number };

/**
 * Who would be told what: it looks at the alarms time and again, and notes each that reaches a topic, as CloudWatch sends it: once when
 * it goes off; not while another alarm keeps it quiet, for which it waits at first and a while after; and for the end of data where
 * the alarm asks for that. `topics`: severities by ARN. `standing`: what was on before the first look, and told nobody then.
 */
export function createPager(topics: Readonly<Record<string, Severity>>, standing: readonly Alarm[]) {
  const known = new Map<string, Known>();
  const states = new Map<string, Alarm['state']>();
  const rings: Ring[] = [];

  /** Whether it is on: data that ended is no data that never came. */
  function isOn({ heading, state, unknownActions }: Alarm): boolean {
    if (state !== 'INSUFFICIENT_DATA' || unknownActions.length === 0) return state === 'ALARM';
    return known.has(heading) || (states.get(heading) ?? state) !== state;
  }

  function see(alarm: Alarm, at: Date): void {
    const { heading, actions, suppressor, isSuppressed } = alarm;
    const severity = topics[actions[0] ?? ''];
    if (severity === undefined) return;
    const now = at.getTime();
    const wasOn = known.get(heading);
    if (!isOn(alarm)) known.delete(heading);
    else {
      const one = wasOn ?? { since: now, hasRung: false, quietUntil: 0 };
      known.set(heading, one);
      if (isSuppressed) one.quietUntil = now + lingers.toMilliseconds();
      const mayRing = now >= one.quietUntil && (!suppressor || now - one.since >= waits.toMilliseconds());
      if (!one.hasRung && mayRing) {
        one.hasRung = true;
        rings.push({ severity, heading, at });
      }
    }
    states.set(heading, alarm.state);
  }

  /** Takes an alarm as it is, whoever has heard of it. */
  function stand(alarm: Alarm): void {
    states.set(alarm.heading, alarm.state);
    if (isOn(alarm) && !known.has(alarm.heading)) known.set(alarm.heading, { since: 0, hasRung: true, quietUntil: 0 });
  }
  for (const alarm of standing) stand(alarm);

  return {
    look(alarms: readonly Alarm[], at: Date): void {
      for (const alarm of alarms) see(alarm, at);
    },
    /** The host has started again and lost its measurements: data that is missing now did not end. */
    startAgain(alarms: readonly Alarm[]): void {
      for (const alarm of alarms) stand(alarm);
    },
    rings: (): readonly Ring[] => rings,
    isOn: (heading: string): boolean => known.has(heading),
  };
}
export type Pager = ReturnType<typeof createPager>;
