import { refusal } from './authenticate.ts';
import type { AwsEndpointNeeds } from './endpoint-needs.ts';
import { evaluate } from './iam.ts';
import {
  AwsError,
  type Caller,
  type Intent,
  localAccount,
  localRegion,
  type Principal,
  type ServiceName,
} from './service.ts';

/**
 * Returns if the principal's policies allow every intent. Otherwise logs in one line what is missing and throws the service's
 * AwsError (AccessDeniedException, AccessDenied).
 */
export function authorize(
  needs: AwsEndpointNeeds,
  service: ServiceName,
  principal: Principal,
  intents: readonly Intent[],
): void {
  const { log = console.error } = needs;
  for (const intent of intents) {
    const { allowed, reason } = judge(needs, principal, intent);
    if (allowed) continue;
    const message = `${principal.name} is not allowed to call ${intent.action} on ${intent.resource}: ${reason}`;
    log(`aws: ${message}`);
    throw refusal(service, service === 's3' ? notAuthorized(principal, intent) : message);
  }
}

function judge({ clock, policiesOf }: AwsEndpointNeeds, principal: Principal, intent: Intent) {
  // Calls in the cloud use TLS, so a policy that requires TLS is judged as there.
  const global = {
    'aws:SecureTransport': ['true'],
    'aws:RequestedRegion': [localRegion],
    'aws:CurrentTime': [new Date(clock.now()).toISOString()],
  };
  return evaluate(policiesOf(principal), { ...intent, context: { ...global, ...intent.context } });
}

const reads = new Set(['s3:GetObject', 's3:GetObjectVersion']);

/**
 * What S3 answers instead of an error. A caller who may not list a bucket does not learn whether an object exists: S3 answers 403
 * instead of 404 ("GetObject", "HeadObject" in S3's API reference).
 */
export function hideMissing(
  needs: AwsEndpointNeeds,
  caller: Caller,
  intents: readonly Intent[],
  error: unknown,
): unknown {
  if (caller.kind === 'owner' || !(error instanceof AwsError)) return error;
  const read = intents.find(({ action }) => reads.has(action));
  if (!read || !['NoSuchKey', 'NoSuchVersion'].includes(error.code)) return error;
  const [bucket = ''] = read.resource.split('/', 1);
  const action = 's3:ListBucket';
  if (judge(needs, caller, { action, resource: bucket }).allowed) return error;
  return refusal('s3', notAuthorized(caller, { action, resource: bucket }));
}

/** S3's own words for a missing permission; programs read from them which one. */
export const notAuthorized = ({ name }: Principal, { action, resource }: Intent): string =>
  `User: arn:aws:sts::${localAccount}:assumed-role/${name}/${name} is not authorized to perform: ${action} on resource: "${resource}" because no identity-based policy allows the ${action} action`;
