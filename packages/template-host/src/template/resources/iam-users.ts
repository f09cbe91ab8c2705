import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Credential } from '../../aws/authenticate.ts';
import { type PolicyDocument, parsePolicy } from '../../aws/iam.ts';
import { localAccount } from '../../aws/service.ts';
import { physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const userSchema = v.object({
  UserName: v.optional(v.string()),
  Policies: v.optional(v.array(v.object({ PolicyName: v.string(), PolicyDocument: v.unknown() })), []),
});

/** The template's IAM users, with access keys of their own. */
export function playIamUsers(stackName: string) {
  const policies = new Map<string, readonly PolicyDocument[]>();
  const keys = new Map<string, Credential>();
  const players: PlayerSet = {
    'AWS::IAM::User'(resource) {
      const user = readProperties(resource, userSchema);
      const name = user.UserName ?? physicalName(stackName, resource.logicalId);
      policies.set(
        name,
        user.Policies.map(({ PolicyDocument: document }) => parsePolicy(document)),
      );
      return { ref: name, attributes: { Arn: `arn:aws:iam::${localAccount}:user/${name}` } };
    },
    'AWS::IAM::AccessKey'(resource) {
      const { UserName: name } = readProperties(resource, v.object({ UserName: v.string() }));
      const id = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`;
      const secret = randomBytes(30).toString('base64');
      keys.set(id, { secret, principal: { kind: 'user', name } });
      return { ref: id, attributes: { SecretAccessKey: secret } };
    },
  };
  return {
    players,
    credential: (accessKeyId: string): Credential | undefined => keys.get(accessKeyId),
    policiesOf: (user: string): readonly PolicyDocument[] => policies.get(user) ?? [],
  };
}
