import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { type HelpdeskClient, helpdeskClient, Refused } from '../../../bin/helpdesk/helpdesk-client.ts';
import { addFault } from './faults.ts';
import type { Portal } from './portal.ts';

/** Where the helpdesk API is: the API's own URL, not the portal's. */
export const helpdeskUrl = (portal: Portal): string => portal.outputs.HelpdeskUrl;

/** The key of somebody who has the stack's policy for the helpdesk (template-host's src/template/users.ts). */
export const agentKey = (name: string) => ({
  accessKeyId: `helpdesk-staff.${name}`,
  secretAccessKey: 'helpdesk-staff',
});

/** Somebody who answers the phone, with AWS credentials of their own. */
export const anAgent = async (portal: Portal, name: string): Promise<HelpdeskClient> =>
  helpdeskClient({
    url: helpdeskUrl(portal),
    credentials: agentKey(name),
  });

/** The ARN of an agent on this machine. */
export const agentArn = (name: string) => `arn:aws:iam::000000000000:user/${agentKey(name).accessKeyId}`;

/** Identifies a caller and returns the identification. */
export async function identify(agent: HelpdeskClient, identity: NaturalIdentity) {
  const answer = await agent(contract.identifyCaller, { body: { identity } });
  return v.parse(contract.identifyCaller.answers[201], answer).identificationId;
}

/** The status and problem of a call that must be refused. */
export async function refusedBy(
  agent: HelpdeskClient,
  endpoint: EndpointContract,
  sent: Parameters<HelpdeskClient>[1],
) {
  try {
    await agent(endpoint, sent);
  } catch (error) {
    if (error instanceof Refused) return { status: error.status, type: error.body.type, ...error.body };
    throw error;
  }
  throw new Error(`${endpoint.name} was not refused`);
}

/** The audit's entries about a person, oldest first. */
export async function auditOf(portal: Portal, whom: string) {
  const { Items: items = [] } = await portal.dynamo.send(
    new QueryCommand({
      TableName: portal.outputs.AuditTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `AUDIT#${whom}` } },
    }),
  );
  return items.map((item) => unmarshall(item));
}

/** Makes the messaging service refuse the next SMS. */
export const refuseSms = (portal: Portal, times = 1): Promise<void> =>
  addFault(portal, { service: 'sms-voice', operation: 'SendTextMessage', error: 'ConflictException', times });
