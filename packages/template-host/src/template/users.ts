import type { Credential } from '../aws/authenticate.ts';
import type { PolicyDocument } from '../aws/iam.ts';

/**
 * The people to whom an administrator would attach the stack's managed policies. For a policy `readers` there is the user
 * `readers` with this access key and this secret, and as many colleagues as needed: `readers.anna` with the same secret.
 */
export function createUsers(managedPolicy: (name: string) => PolicyDocument | undefined) {
  const policyName = (user: string) => user.split('.')[0] ?? '';
  return {
    /** The credential of a user's access key; undefined for any other key. */
    credential(accessKeyId: string): Credential | undefined {
      const secret = policyName(accessKeyId);
      return managedPolicy(secret) && { secret, principal: { kind: 'user', name: accessKeyId } };
    },
    policiesOf: (user: string): readonly PolicyDocument[] => [managedPolicy(policyName(user)) ?? []].flat(),
  };
}
