import { randomUUID } from 'node:crypto';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { openCollections } from '#host/kept/collections.ts';
import { json, requests } from './requests.ts';
import {
  moveStage,
  newSecret,
  putVersion,
  requireSecret,
  requireVersion,
  type Secret,
  secret,
  secretArn,
} from './secret.ts';

/** Secrets Manager as the local host plays it. */
export type Secrets = AwsService & {
  /** Creates a secret. One from an earlier run stays as it is, because what it protects was made with it. */
  readonly createSecret: (options: { readonly arn: string; readonly name: string; readonly value: string }) => void;
  /**
   * The current text of a secret.
   *
   * @throws AwsError if there is none
   */
  readonly textOf: (id: string) => string;
  readonly close: () => Promise<void>;
};

const operationNames = [
  'CreateSecret',
  'GetSecretValue',
  'ListSecretVersionIds',
  'PutSecretValue',
  'UpdateSecretVersionStage',
] as const;

/** Secrets Manager without secrets; with `directory`, they outlive the process. `clock` dates the versions. */
export async function createSecrets(
  options: { readonly directory?: string; readonly clock?: Pick<Clock, 'now'> } = {},
): Promise<Secrets> {
  const now = options.clock?.now ?? Date.now;
  const collections = await openCollections(options.directory, 'secrets');
  const kept = collections.collection<Secret>('secrets', secret);
  const secrets: Secret[] = [...kept.loaded()];
  const keep = (changed: Secret) => kept.put(changed.name, changed);
  const operation = (request: AwsRequest) => json.operation(request, operationNames);

  const operations = {
    CreateSecret(request: AwsRequest) {
      const { Name: name, SecretString: value } = json.read(request, requests.createSecret);
      if (secrets.some((known) => known.name === name))
        throw new AwsError(
          'ResourceExistsException',
          `The operation failed because the secret ${name} already exists.`,
        );
      const made = newSecret({ arn: secretArn(name), name, value, now: now() });
      secrets.push(made);
      keep(made);
      return { ARN: made.arn, Name: name, VersionId: made.versions[0]?.id };
    },
    ListSecretVersionIds(request: AwsRequest) {
      const found = requireSecret(secrets, json.read(request, requests.secret).SecretId);
      const shown = found.versions.filter(({ stages }) => stages.length > 0);
      return {
        ARN: found.arn,
        Name: found.name,
        Versions: shown.map(({ id, stages, createdAt }) => ({
          VersionId: id,
          VersionStages: stages,
          CreatedDate: createdAt / 1000,
        })),
      };
    },
    UpdateSecretVersionStage(request: AwsRequest) {
      const moved = json.read(request, requests.updateSecretVersionStage);
      const found = requireSecret(secrets, moved.SecretId);
      moveStage(found, moved.VersionStage, moved.MoveToVersionId, moved.RemoveFromVersionId);
      keep(found);
      return { ARN: found.arn, Name: found.name };
    },
    GetSecretValue(request: AwsRequest) {
      const body = json.read(request, requests.getSecretValue);
      const found = requireSecret(secrets, body.SecretId);
      const version = requireVersion(found, { id: body.VersionId, stage: body.VersionStage });
      return {
        ARN: found.arn,
        Name: found.name,
        VersionId: version.id,
        SecretString: version.text,
        SecretBinary: version.binary,
        VersionStages: version.stages,
        CreatedDate: version.createdAt / 1000,
      };
    },
    PutSecretValue(request: AwsRequest) {
      const body = json.read(request, requests.putSecretValue);
      const { SecretString: text, SecretBinary: binary } = body;
      if ((text === undefined) === (binary === undefined)) {
        throw new AwsError(
          'InvalidParameterException',
          'You must provide either SecretString or SecretBinary, and not both.',
        );
      }
      const found = requireSecret(secrets, body.SecretId);
      const stages = body.VersionStages ?? ['AWSCURRENT'];
      const id = body.ClientRequestToken ?? randomUUID();
      const version = putVersion(found, { id, text, binary, createdAt: now(), stages: [...stages] });
      keep(found);
      return { ARN: found.arn, Name: found.name, VersionId: version.id, VersionStages: version.stages };
    },
  };

  return {
    operation,
    intents(request) {
      if (operation(request) === 'CreateSecret') {
        const { Name } = json.read(request, requests.createSecret);
        return [{ action: 'secretsmanager:CreateSecret', resource: secretArn(Name) }];
      }
      const { SecretId } = json.read(request, requests.secret);
      // A name alone makes no ARN (the six random letters are missing), so IAM judges the secret that has the name.
      const named = secrets.find(({ name }) => name === SecretId)?.arn ?? SecretId;
      return [{ action: `secretsmanager:${operation(request)}`, resource: named }];
    },
    handle: async (request) => json.answer(operations[operation(request)](request)),
    failure: (error) => json.failure(error),
    createSecret({ arn, name, value }) {
      const known = secrets.find((candidate) => candidate.name === name);
      const present = known ?? newSecret({ arn, name, value, now: now() });
      // The host assigns the ARN; the value is from the earlier run.
      present.arn = arn;
      if (!known) secrets.push(present);
      keep(present);
    },
    textOf: (id) => requireVersion(requireSecret(secrets, id), {}).text ?? '',
    close: async () => collections.close(),
  };
}
