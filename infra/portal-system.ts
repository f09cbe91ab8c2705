import type { System } from 'watched-stack';
import { bundleFolder } from '#assets/build.ts';
import { type MetricName, metricDimension, metricNamespace } from '#shared/platform/metrics/metrics.ts';
import type { Settings } from '#stages/settings.ts';

/** What all stacks of a stage have in common. */
export const portalSystem = (settings: Settings): System => ({
  name: `CustomerPortal-${settings.stage}`,
  called: 'the customer portal',
  bundleFolder,
  metrics: { namespace: metricNamespace, dimension: metricDimension, failures: 'Failures' satisfies MetricName },
  // Its address, or its file where it has none.
  runbook: settings.runbookUrl ?? 'docs/runbook.md',
  isProtected: settings.protection === 'on',
  isTraced: settings.tracing === 'on',
  areWorkersPaused: settings.workers === 'paused',
});
