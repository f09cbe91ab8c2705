import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import type { Stores } from '../stores.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { PortalDashboard } from './dashboard.ts';
import { PortalAlarms } from './portal-alarms.ts';
import { portalMetrics, type WatchedParts } from './portal-metrics.ts';
import { PortalVisits } from './portal-visits.ts';

export type OperationsProps = WatchedParts & { readonly settings: Settings; readonly stores: Stores };

/** What operators watch beside each function and queue: the portal's own alarms, whom they wake, and the dashboard (R12.3). */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { settings, stores, ...parts }: OperationsProps) {
    super(scope, id);
    const metrics = portalMetrics(this, parts);
    new PortalAlarms(this, 'alarms', metrics, settings);
    new PortalVisits(this, 'visits', stores);
    new PortalDashboard(this, 'dashboard', metrics);
    if (settings.alarmAddress) AlarmTopic.of(this).tell(settings.alarmAddress);
  }
}
