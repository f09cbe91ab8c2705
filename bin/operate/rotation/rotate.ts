import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createPseudonyms, type PseudonymSecrets } from '#shared/platform/secrets/pseudonym.ts';
import { readPseudonymSecrets } from '#shared/platform/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { operatorSettings } from '../operator-settings.ts';
import { requireStarts } from './function-starts.ts';
import { countHeldKeys, forgetGroups } from './held-keys.ts';
import { rekeyContacts } from './rekey-contacts.ts';
import { addSecret, promoteSecret, retireSecrets } from './secret-steps.ts';

export type RotationStep = 'status' | 'add' | 'promote' | 'rekey' | 'retire';

export type RotationOrder = {
  readonly step: RotationStep;
  /** ARN or name. */
  readonly secret: string;
  readonly portalTable: string;
  readonly registryTable: string;
  /** Retires even if keys still use the old secret: then they cannot be found any more. */
  readonly evenSo?: boolean;
  /** When each function was started last; `promote` and `retire` need it. */
  readonly starts?: readonly Date[];
  /** How long a call may run, in seconds. */
  readonly longestCall: number;
  readonly endpointUrl?: string | undefined;
  readonly now: () => Date;
  readonly print: (line: string) => void;
};

/** One step of rotating the HMAC secret (docs/runbook.md). Throws, and changes nothing, if the step is not due. */
export async function rotateSecret(order: RotationOrder): Promise<void> {
  const { step, secret, portalTable, registryTable, evenSo = false, print } = order;
  const manager = new SecretsManagerClient(operatorSettings(order.endpointUrl));
  const dynamo = createDynamoClient(operatorSettings(order.endpointUrl));
  const keep = async (secrets: PseudonymSecrets) => {
    await manager.send(new PutSecretValueCommand({ SecretId: secret, SecretString: JSON.stringify(secrets) }));
  };

  /** Throws unless every function works with the current secret. */
  async function requireRead(): Promise<void> {
    const { CreatedDate: writtenAt } = await manager.send(new GetSecretValueCommand({ SecretId: secret }));
    if (!writtenAt) throw new Error('Secrets Manager does not report when the secret was written');
    const { starts = [], longestCall } = order;
    requireStarts({ starts, writtenAt, longestCall, now: order.now() });
  }

  /** Prints the keys of each version. Returns whether any key has another version than the current one. */
  async function tellStatus({ version: current, others }: PseudonymSecrets): Promise<boolean> {
    const held = await countHeldKeys(dynamo, { portal: portalTable, registry: registryTable }, order.now());
    const versions = new Set([current, ...others.map(({ version }) => version), ...held.keys()]);
    for (const version of [...versions].sort()) {
      const known = others.some((other) => other.version === version) ? 'known' : 'NOT KNOWN';
      const counts = Object.entries(held.get(version) ?? {}).filter(([, count]) => count > 0);
      const found = counts.map(([kind, count]) => `${kind} ${count}`).join(', ') || 'nothing';
      print(`version ${version} (${version === current ? 'current' : known}): ${found}`);
    }
    return [...held.keys()].some((version) => version !== current);
  }

  try {
    const secrets = await readPseudonymSecrets(manager, secret);
    switch (step) {
      case 'status':
        await tellStatus(secrets);
        return;
      case 'add': {
        const added = addSecret(secrets);
        await keep(added);
        print(`version ${added.others[0]?.version} is there beside ${added.version}; start every function`);
        return;
      }
      case 'promote': {
        const promoted = promoteSecret(secrets);
        await requireRead();
        await keep(promoted);
        print(`version ${promoted.version} is the current one; start every function`);
        return;
      }
      case 'rekey': {
        const { rekeyed, changedMeanwhile } = await rekeyContacts(
          dynamo,
          portalTable,
          createPseudonyms(secrets),
          order.now(),
        );
        print(`${rekeyed} accounts are under version ${secrets.version} now`);
        if (changedMeanwhile > 0) print(`${changedMeanwhile} changed meanwhile: repeat this step`);
        return;
      }
      case 'retire': {
        const retired = retireSecrets(secrets);
        await requireRead();
        if ((await tellStatus(secrets)) && !evenSo)
          throw new Error('Some keys still have another version: see the runbook, or use --even-so');
        await keep(retired);
        const forgotten = await forgetGroups(dynamo, registryTable, retired.version);
        print(`version ${retired.version} is the only one (${forgotten} old groups deleted); start every function`);
      }
    }
  } finally {
    manager.destroy();
    dynamo.destroy();
  }
}
