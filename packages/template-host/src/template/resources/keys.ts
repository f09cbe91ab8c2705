import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isJson, isJsonObject, type Json } from '../json.ts';
import { localArn } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import { createResourcePolicies } from '../resource-policy.ts';
import type { PlayerSet } from './player-set.ts';

const keySchema = v.object({
  KeyPolicy: v.custom<Json>((value) => isJson(value) && isJsonObject(value), 'not a policy'),
  // Others do not encrypt for services.
  KeySpec: v.optional(v.literal('SYMMETRIC_DEFAULT')),
});

/** What a service needs of the key of an encrypted resource that it writes to. */
const neededActions = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** KMS keys. Nothing is encrypted on this machine, but a service that a key's policy does not allow cannot use the key's resource. */
export function playKeys() {
  const policies = createResourcePolicies();
  const arns = new Map<string, string>();
  const players: PlayerSet = {
    'AWS::KMS::Key'(resource) {
      const { KeyPolicy } = readProperties(resource, keySchema);
      const id = randomUUID();
      const arn = localArn('kms', `key/${id}`);
      policies.add([arn], KeyPolicy);
      for (const name of [id, arn]) arns.set(name, arn);
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
    'AWS::KMS::Alias': ({ logicalId }) => ({ ref: logicalId }),
  };
  return {
    players,
    /** The action that the key's policy refuses the service; undefined where it may use the key. */
    refusedTo: (
      key: string,
      service: string,
      context: Readonly<Record<string, readonly string[]>>,
    ): string | undefined => {
      const arn = arns.get(key);
      if (arn === undefined) return neededActions[0];
      return neededActions.find((action) => !policies.allowsService(arn, service, { action, resource: arn, context }));
    },
  };
}
export type Keys = ReturnType<typeof playKeys>;
