import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import { jsonAnswer, jsonFailure, parseJsonBody, targetOperation } from '#host/aws-json.ts';
import type { Clock } from '#host/clock.ts';
import { openStateFile } from '#host/state-file.ts';
import { refuseBody, requests } from './requests.ts';
import { newSecret, putVersion, requireSecret, requireVersion, type Secret, secret } from './secret.ts';

/** Secrets Manager as the local host plays it. */
export type Secrets = AwsService & {
  /** Makes a secret; one that an earlier run kept stays as it is, since what it protects was made with it. */
  readonly createSecret: (options: { readonly arn: string; readonly name: string; readonly value: string }) => void;
  /** The current text of a secret. @throws AwsError where there is none. */
  readonly textOf: (id: string) => string;
  readonly close: () => Promise<void>;
};

const operationNames = ['GetSecretValue', 'DescribeSecret', 'PutSecretValue'] as const;

/** Secrets Manager with no secrets; with `directory` they outlive the process. `clock` dates the versions. */
export async function createSecrets(
  options: { readonly directory?: string; readonly clock?: Pick<Clock, 'now'> } = {},
): Promise<Secrets> {
  const now = options.clock?.now ?? Date.now;
  const file = await openStateFile({ directory: options.directory, name: 'secrets', schema: v.array(secret) });
  const secrets: Secret[] = file.loaded ?? [];
  const changed = () => file.changed(() => secrets);
  const operation = (request: AwsRequest) => targetOperation(request, 'secretsmanager', operationNames);

  const operations = {
    GetSecretValue(request: AwsRequest) {
      const body = parseJsonBody(request, requests.getSecretValue, refuseBody);
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
    DescribeSecret(request: AwsRequest) {
      const found = requireSecret(secrets, parseJsonBody(request, requests.secret, refuseBody).SecretId);
      return {
        ARN: found.arn,
        Name: found.name,
        CreatedDate: found.createdAt / 1000,
        LastChangedDate: (found.versions.at(-1)?.createdAt ?? found.createdAt) / 1000,
        VersionIdsToStages: Object.fromEntries(found.versions.map(({ id, stages }) => [id, stages])),
      };
    },
    PutSecretValue(request: AwsRequest) {
      const body = parseJsonBody(request, requests.putSecretValue, refuseBody);
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
      changed();
      return { ARN: found.arn, Name: found.name, VersionId: version.id, VersionStages: version.stages };
    },
  };

  return {
    operation,
    intents(request) {
      const { SecretId } = parseJsonBody(request, requests.secret, refuseBody);
      // A name alone makes no ARN (its six random letters are missing): IAM is asked about the secret it belongs to.
      const named = secrets.find(({ name }) => name === SecretId)?.arn ?? SecretId;
      return [{ action: `secretsmanager:${operation(request)}`, resource: named }];
    },
    handle: async (request) => jsonAnswer('1.1', operations[operation(request)](request)),
    failure: (error) => jsonFailure('1.1', error),
    createSecret({ arn, name, value }) {
      const kept = secrets.find((candidate) => candidate.name === name);
      // The ARN is the host's to give; the value is the earlier run's.
      if (kept) kept.arn = arn;
      else secrets.push(newSecret({ arn, name, value, now: now() }));
      changed();
    },
    textOf: (id) => requireVersion(requireSecret(secrets, id), {}).text ?? '',
    close: file.close,
  };
}
