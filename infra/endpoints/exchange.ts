import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ByClock, UploadQueue, WatchedFunction } from 'watched-stack';
import { redeliveries, withdrawalMarkers, withdrawalReports, withdrawals } from '#shared/documents/access.ts';
import { changeFiles, importReports, outbox, readRegistryFiles, registryWriter } from '#shared/insurer/access.ts';
import { registryFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import { pseudonymsOfImport } from '#shared/platform/access.ts';
import { enrolments, registryConsequences, requestedSwitches, switchReports } from '#shared/policies/access.ts';
import type { PortalStores } from '../portal-stores.ts';
import { PortalWorker, queueOf } from '../portal-worker.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';

type Parts = { readonly bucket: DocumentsBucket; readonly stores: PortalStores };

/** The files that the portal exchanges with the insurer's systems (R9), but for documents, whose delivery writes to customers. */
export function insurerExchange(scope: Construct, parts: Parts) {
  withdrawing(scope, parts);
  importing(scope, parts);
  telling(scope, parts);
}

function withdrawing(scope: Construct, { bucket, stores }: Parts) {
  const timeout = Duration.seconds(30);
  const queue = new UploadQueue(scope, 'withdrawn-documents', {
    ...queueOf('withdraw-document'),
    stores,
    bucket,
    prefix: withdrawalFiles.prefix,
    comesBackAfter: Duration.seconds(timeout.toSeconds() * 6),
  });
  new PortalWorker(scope, 'withdraw-document', stores, {
    from: queue,
    uses: [...Object.values(withdrawals), withdrawalMarkers.readReason, withdrawalReports.report, redeliveries.put],
    timeout,
    batchSize: 10,
    maxConcurrency: 2,
    lateAfter: Duration.minutes(15),
    severity: 'part',
    errorImpact: 'A mis-sent document that the insurer withdrew can still be read by the wrong customer.',
  });
}

function importing(scope: Construct, { bucket, stores }: Parts) {
  const queue = new UploadQueue(scope, 'registry-files', {
    ...queueOf('import-registry'),
    stores,
    bucket,
    prefix: registryFiles.prefix,
    // A large file is taken in several goes; a go that was killed has lost its turn by then (shared/insurer/registry/imports.ts).
    comesBackAfter: Duration.minutes(16),
  });
  new PortalWorker(scope, 'import-registry', stores, {
    from: queue,
    uses: [registryWriter, registryConsequences, readRegistryFiles, importReports, pseudonymsOfImport],
    timeout: Duration.minutes(15),
    batchSize: 1,
    maxConcurrency: 2,
    // One file at a time, and a large one in several goes.
    lateAfter: Duration.hours(6),
    // A whole CPU: Lambda gives one from 1,769 MB on.
    memorySize: 1769,
    errorImpact: 'New customers cannot register and changed policies are not seen.',
  });
}

/** What the insurer hears of enrolments and payment methods (R8.4, R9.4). */
function telling(scope: Construct, { stores }: Parts) {
  const publisher = new WatchedFunction(scope, 'publish-changes', stores, {
    severity: 'part',
    errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
    uses: [outbox.read, outbox.remove, changeFiles.publish],
    timeout: Duration.minutes(2),
  });
  new ByClock(scope, 'every-minute', {
    runs: publisher,
    every: Duration.minutes(1),
    errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
  });
  const switches = new WatchedFunction(scope, 'report-switches', stores, {
    errorImpact: 'The insurer does not hear of payment methods it was asked to switch and has not.',
    uses: [
      requestedSwitches.due,
      requestedSwitches.remove,
      enrolments.findAll,
      enrolments.keptSwitches,
      switchReports.write,
    ],
    timeout: Duration.minutes(2),
  });
  new ByClock(scope, 'every-day', {
    runs: switches,
    every: Duration.days(1),
    errorImpact: 'The insurer does not hear of payment methods it was asked to switch and has not.',
  });
}
