import type { Credential } from '../aws/authenticate.ts';
import type { PolicyDocument } from '../aws/iam.ts';

/**
 * The people an administrator would give the stack's managed policies to. For a policy `readers` there is the user
 * `readers` with this access key and this secret, and as many colleagues as are wanted: `readers.anna` with the
 * same secret.
 */
export function createUsers(managedPolicy: (name: string) => PolicyDocument | undefined) {
  const policyName = (user: string) => user.split('.')[0] ?? '';
  return {
    /** Whose an access key is; undefined for a key that is no user's. */
    credential(accessKeyId: string): Credential | undefined {
      const secret = policyName(accessKeyId);
      return managedPolicy(secret) && { secret, principal: { kind: 'user', name: accessKeyId } };
    },
    policiesOf: (user: string): readonly PolicyDocument[] => [managedPolicy(policyName(user)) ?? []].flat(),
  };
}
