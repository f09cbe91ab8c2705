import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { WatchedStack } from 'watched-stack';
import type { Settings } from '#stages/settings.ts';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { PortalStack } from './portal-stack.ts';
import { portalSystem } from './portal-system.ts';

/** Whatever the stack's roles are allowed, they can do no more than this policy of the account says. */
function bound(stack: WatchedStack, policy: string | undefined) {
  if (policy === undefined) return;
  PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, 'permissions-boundary', policy));
}

/**
 * The portal's stacks, in the order in which they are deployed: *edge* before CloudFront, *data* which is kept, *portal* which
 * answers customers. The portal reads the others' outputs when it is deployed (docs/decisions/0090-three-stacks.md).
 */
export function portalStacks(scope: Construct, settings: Settings): readonly WatchedStack[] {
  const system = portalSystem(settings);
  const { account, region } = settings;
  const inRegion = (where: string) => ({
    system,
    settings,
    env: { region: where, ...(account === undefined ? {} : { account }) },
  });
  // CloudFront takes web ACLs of this region only.
  const edge =
    settings.webAcl === 'on' ? new EdgeStack(scope, `${system.name}-edge`, inRegion('us-east-1')) : undefined;
  const data = new DataStack(scope, `${system.name}-data`, inRegion(region));
  const portal = new PortalStack(scope, system.name, { ...inRegion(region), data, webAclArn: edge?.webAclArn });
  const stacks = [...(edge ? [edge] : []), data, portal];
  for (const stack of stacks) bound(stack, settings.permissionsBoundary);
  return stacks;
}
