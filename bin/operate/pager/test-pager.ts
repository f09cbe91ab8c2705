import type { Severity } from 'watched-stack/severity';
import { openPlace, type PlaceOrder } from '../place.ts';
import { signedCall } from '../signed-call.ts';

/** An alarm of each severity that may ring for a minute without consequence: nothing sums it up or is kept quiet by it. */
export const testedAlarms: Readonly<Record<Severity, string>> = {
  page: 'lock-surge',
  ticket: 'mail-quota',
  note: 'answer-unknown-route',
};

export type PagerOrder = PlaceOrder & {
  readonly severity: Severity;
  readonly by: string;
  readonly print: (line: string) => void;
};

/**
 * Rings one alarm by hand, so that its topic is tried as far as the person on duty. CloudWatch judges the alarm again within minutes and
 * tells that it is over. Throws Error if there is no such stage.
 */
export async function testPager({ severity, by, print, ...order }: PagerOrder): Promise<void> {
  const place = await openPlace(order);
  try {
    const { region, credentials } = place.sqs.config;
    const alarm = `${place.portalName}-${testedAlarms[severity]}`;
    const fields = { AlarmName: alarm, StateValue: 'ALARM', StateReason: `A test by ${by}: nothing is wrong` };
    await signedCall({
      ...{ service: 'monitoring', region: await region(), endpointUrl: order.endpointUrl, credentials },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: 'SetAlarmState', Version: '2010-08-01', ...fields }).toString(),
    });
    print(`${alarm} rings as a ${severity}; in a minute or two it is over by itself, and its topic hears that, too`);
    print('Nothing came within five minutes: the topic has no confirmed subscription (docs/deploy.md, alarmAddress)');
  } finally {
    place.close();
  }
}
