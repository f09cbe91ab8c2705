import { refusal } from './authenticate.ts';
import type { AwsEndpointNeeds } from './endpoint-needs.ts';
import { evaluate } from './iam.ts';
import { type Intent, localRegion, type Principal, type ServiceName } from './service.ts';

/**
 * Returns where the principal's policies allow every intent. Else says on one line what is missing and throws the service's
 * AwsError (AccessDeniedException, AccessDenied).
 */
export function authorize(
  { clock, policiesOf, log = console.error }: AwsEndpointNeeds,
  service: ServiceName,
  principal: Principal,
  intents: readonly Intent[],
): void {
  // Calls in the cloud go over TLS, so a policy that asks for it is judged as there.
  const global = {
    'aws:SecureTransport': ['true'],
    'aws:RequestedRegion': [localRegion],
    'aws:CurrentTime': [new Date(clock.now()).toISOString()],
  };
  const policies = policiesOf(principal);
  for (const intent of intents) {
    const { allowed, reason } = evaluate(policies, { ...intent, context: { ...global, ...intent.context } });
    if (allowed) continue;
    const message = `${principal.name} is not allowed to call ${intent.action} on ${intent.resource}: ${reason}`;
    log(`aws: ${message}`);
    throw refusal(service, message);
  }
}
