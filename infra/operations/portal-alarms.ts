import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from 'watched-stack';
import type { Settings } from '#stages/settings.ts';
import { customerAlarms } from './alarms/customer-alarms.ts';
import { exchangeAlarms } from './alarms/exchange-alarms.ts';
import { messageAlarms } from './alarms/message-alarms.ts';
import { platformAlarms } from './alarms/platform-alarms.ts';
import type { PortalMetrics } from './portal-metrics.ts';

/**
 * The alarms that belong to no single function or queue. Each is something that customers suffer and somebody can repair;
 * what merely is so (a wrong password, one bounced mail) has none.
 */
export class PortalAlarms extends Construct {
  constructor(scope: Construct, id: string, metrics: PortalMetrics, settings: Settings) {
    super(scope, id);
    // In the stack of the topics: the portal's has no room (decision 211). What watches the API itself stays with it.
    const home = new Construct(Stack.of(AlarmTopic.of(this, 'page')), 'portal-alarms');
    customerAlarms(home, this, metrics, settings);
    messageAlarms(home, metrics, settings);
    exchangeAlarms(home, metrics, settings);
    platformAlarms(home, metrics, settings);
  }
}
