import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openStartedPortal } from '#test/support/portal/starting-state.ts';
import { describeFlow } from './describe-flow.ts';
import { changeContact, confirmMobile } from './flows/change-contact.ts';
import { decideContest, openContest } from './flows/contest.ts';
import { enrolPolicy } from './flows/enrol-policy.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await portalOfFile(() => openStartedPortal('many'));

await describeFlow(portal, enrolPolicy);
await describeFlow(portal, changeContact);
await describeFlow(portal, confirmMobile);
await describeFlow(portal, openContest);
await describeFlow(portal, decideContest);
