import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ByClock, budgetAlarm, WatchedFunction } from 'watched-stack';
import { portalOrigin } from '#shared/messages/access.ts';
import type { Settings } from '#stages/settings.ts';
import type { PortalStores } from '../portal-stores.ts';
import { PortalDashboard } from './dashboard.ts';
import { PortalAlarms } from './portal-alarms.ts';
import { portalMetrics, type WatchedParts } from './portal-metrics.ts';
import { PortalPages } from './portal-pages.ts';

/** The portal is visited from outside every five minutes: that customers cannot reach it makes no metric here (R12.3). */
class PortalVisits extends Construct {
  constructor(scope: Construct, id: string, stores: PortalStores, rests: boolean) {
    super(scope, id);
    const visitor = new WatchedFunction(this, 'visit-portal', stores, {
      severity: 'part',
      errorImpact: 'Customers cannot open the portal.',
      uses: [portalOrigin],
      timeout: Duration.seconds(60),
      memorySize: 256,
    });
    // Whoever closes the portal knows that it does not open.
    if (rests) return;
    new ByClock(this, 'schedule', {
      runs: visitor,
      every: Duration.minutes(5),
      errorImpact: 'Nobody would notice that customers cannot open the portal.',
    });
  }
}

export type OperationsProps = WatchedParts & { readonly settings: Settings; readonly stores: PortalStores };

/** The monitoring beside each function and queue: the portal's own alarms, whom they wake, and the dashboard (R12.3). */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { settings, stores, ...parts }: OperationsProps) {
    super(scope, id);
    const metrics = portalMetrics(this, parts);
    new PortalAlarms(this, 'alarms', metrics, settings);
    new PortalVisits(this, 'visits', stores, settings.maintenance === 'on');
    if (settings.monthlyBudget !== undefined && settings.alarmAddress !== undefined)
      budgetAlarm(this, settings.monthlyBudget, settings.alarmAddress);
    new PortalDashboard(this, 'dashboard', metrics);
    // Last: it sums up the alarms of everything else.
    new PortalPages(this, 'pages');
  }
}
