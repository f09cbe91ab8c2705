import { readEmbeddedMetrics } from 'template-host/embedded-metrics';
import { describe, expect, it } from 'vitest';
import { embeddedMetrics } from '#shared/platform/metrics/embedded-metrics.ts';

const at = Date.UTC(2027, 0, 31, 9, 30);
const valuesOf = (fields: Readonly<Record<string, unknown>>, level = 'info', message = 'message') => {
  const line = { level, message, ...fields };
  const points = readEmbeddedMetrics(JSON.stringify({ ...line, ...embeddedMetrics(line, 'Portal-x', at) }));
  for (const { namespace, dimensions, at: time } of points)
    expect([namespace, dimensions, time]).toEqual(['CustomerPortal', { FunctionName: 'Portal-x' }, at]);
  return Object.fromEntries(points.map(({ metric, value }) => [metric, value]));
};

describe('metrics in the log', () => {
  it('an error line is a failure of its function, whatever it is about', () => {
    expect(valuesOf({}, 'error', 'mail-not-sent')).toEqual({ Failures: 1 });
  });

  it.each([
    [{ operation: 'sign-in', outcome: 'ok' }, { SignIns: 1 }],
    [{ operation: 'sign-in', outcome: 'wrong-credentials' }, { WrongPasswords: 1 }],
    [{ operation: 'sign-in', outcome: 'locked' }, {}],
    [{ operation: 'deliver-document', outcome: 'announced' }, { DocumentsDelivered: 1 }],
    [{ operation: 'deliver-document', outcome: 'announced-before' }, {}],
    [
      { operation: 'deliver-document', outcome: 'announced,refused-empty,announced' },
      { DocumentsDelivered: 2, DocumentsRefused: 1 },
    ],
    [{ operation: 'deliver-document', outcome: 'refused-withdrawn' }, {}],
    [{ operation: 'import-registry', outcome: 'missing-columns' }, { ImportsRefused: 1 }],
    [{ operation: 'import-registry', outcome: 'not-a-registry-file' }, {}],
    [{ operation: 'import-registry', outcome: 'imported' }, { Imports: 1 }],
    [{ operation: 'record-sms-outcome', outcome: 'undelivered' }, { SmsUndelivered: 1 }],
    [
      { operation: 'publish-changes', published: 3, oldestWaitingSeconds: 0 },
      { ChangesPublished: 3, PublishLag: 0 },
    ],
    [{ operation: 'list-documents', outcome: 'ok' }, {}],
  ])('%o makes %o', (fields, expected) => {
    expect(valuesOf(fields)).toEqual(expected);
  });
});
