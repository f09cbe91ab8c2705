import * as v from 'valibot';
import { jsonProtocol, type Refuse } from '#host/aws/json-protocol.ts';
import { AwsError } from '#host/aws/service.ts';

const onSecret = { SecretId: v.pipe(v.string(), v.minLength(1, 'Member must have length greater than or equal to 1')) };

/** The members of every request that is played here (Secrets Manager API reference). */
export const requests = {
  secret: v.object(onSecret),
  getSecretValue: v.object({
    ...onSecret,
    VersionId: v.optional(v.string()),
    VersionStage: v.optional(v.string()),
  }),
  createSecret: v.object({
    Name: v.pipe(v.string(), v.regex(/^[\w/+=.@-]{1,512}$/, 'Member must satisfy regular expression pattern')),
    SecretString: v.string(),
  }),
  updateSecretVersionStage: v.object({
    ...onSecret,
    VersionStage: v.string(),
    MoveToVersionId: v.optional(v.string()),
    RemoveFromVersionId: v.optional(v.string()),
  }),
  putSecretValue: v.object({
    ...onSecret,
    ClientRequestToken: v.optional(v.pipe(v.string(), v.regex(/^.{32,64}$/s, 'Member must have 32 to 64 characters'))),
    SecretString: v.optional(v.string()),
    SecretBinary: v.optional(v.string()),
    VersionStages: v.optional(
      v.pipe(v.array(v.string()), v.minLength(1, 'Member must have length greater than or equal to 1')),
    ),
  }),
};

/** Secrets Manager's words for a wrong body. */
const refuseBody: Refuse = ({ kind, member, message }) => {
  if (kind === 'not-json' || kind === 'type')
    return new AwsError('SerializationException', `${member} ${message}`.trim());
  const path = member.charAt(0).toLowerCase() + member.slice(1);
  const [value, rule] = kind === 'missing' ? ['Value null ', 'Member must not be null'] : ['Value ', message];
  return new AwsError(
    'ValidationException',
    `1 validation error detected: ${value}at '${path}' failed to satisfy constraint: ${rule}`,
  );
};

export const json = jsonProtocol({ version: '1.1', target: 'secretsmanager', refuse: refuseBody });
