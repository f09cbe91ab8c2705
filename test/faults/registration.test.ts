import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { describeFlow } from './describe-flow.ts';
import { confirmRegistration } from './flows/confirm-registration.ts';
import { register } from './flows/register.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await portalOfFile();

await describeFlow(portal, register);
await describeFlow(portal, confirmRegistration);
