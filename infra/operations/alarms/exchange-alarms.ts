import type { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';
import type { PortalMetrics } from '../portal-metrics.ts';
import { namedAlarm } from './named-alarm.ts';

/** The insurer's files, and what the insurer hears. */
export function exchangeAlarms(
  scope: Construct,
  { imports, rejected, shrunk, publishLag }: PortalMetrics,
  { registryExpectedDays, registryShrunkPercent }: Pick<Settings, 'registryExpectedDays' | 'registryShrunkPercent'>,
): void {
  namedAlarm(scope, 'import-refused', {
    severity: 'page',
    logs: ['import-registry'],
    errorImpact:
      'At least half of a registry file was refused: new customers cannot register, changed policies are not seen. The line of import-registry names the file (field file), as does reports/registry/.',
    metric: rejected,
    threshold: 50,
    // On until a better file was imported, or somebody has closed it.
    noData: 'as-before',
  });
  namedAlarm(scope, 'registry-shrunk', {
    severity: 'ticket',
    logs: ['import-registry'],
    errorImpact:
      'A registry file has far fewer rows than the one before: it may have been cut off. The line of import-registry names the file (field file), as does reports/registry/.',
    metric: shrunk,
    threshold: registryShrunkPercent,
    noData: 'as-before',
  });
  namedAlarm(scope, 'registry-missing', {
    severity: 'ticket',
    logs: ['import-registry'],
    queues: ['import-registry'],
    errorImpact: `For ${registryExpectedDays} days no registry file came: new customers cannot register, changed policies are not seen.`,
    metric: imports,
    threshold: 1,
    below: true,
    periods: registryExpectedDays,
    noData: 'wrong',
  });
  namedAlarm(scope, 'publish-lag', {
    severity: 'part',
    logs: ['publish-changes'],
    errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
    metric: publishLag,
    threshold: 600,
  });
}
