import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { describeFlow } from './describe-flow.ts';
import { cancelRegistration, finishCancelling } from './flows/cancel-registration.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await portalOfFile();

await describeFlow(portal, cancelRegistration);
await describeFlow(portal, finishCancelling);
