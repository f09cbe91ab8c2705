import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '#host/aws/service.ts';
import { localArn, shortHash } from '#host/template/physical-name.ts';

const version = v.object({
  id: v.string(),
  text: v.optional(v.string()),
  /** Base64. */
  binary: v.optional(v.string()),
  /** ms since 1970 UTC. */
  createdAt: v.number(),
  stages: v.array(v.string()),
});
export type SecretVersion = v.InferOutput<typeof version>;

/** A secret and its versions, oldest first. */
export const secret = v.object({
  arn: v.string(),
  name: v.string(),
  createdAt: v.number(),
  versions: v.array(version),
});
export type Secret = v.InferOutput<typeof secret>;

export type SecretValue = Pick<SecretVersion, 'text' | 'binary'>;

/** A secret with one version, which is the current one. */
export const newSecret = (options: {
  readonly arn: string;
  readonly name: string;
  readonly value: string;
  readonly now: number;
}): Secret => ({
  arn: options.arn,
  name: options.name,
  createdAt: options.now,
  versions: [{ id: randomUUID(), text: options.value, createdAt: options.now, stages: ['AWSCURRENT'] }],
});

/** The ARN of a secret of this machine: the same at every start. */
export const secretArn = (name: string) => localArn('secretsmanager', `secret:${name}-${shortHash(name, 6)}`);

const missing = (what: string) =>
  new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret${what}.`);

/** Finds a secret by ARN, by ARN without its six random letters, or by name. Throws ResourceNotFoundException. */
export function requireSecret(secrets: readonly Secret[], id: string): Secret {
  const found = secrets.find(
    ({ arn, name }) => id === arn || id === name || id === arn.replace(/-[A-Za-z0-9]{6}$/, ''),
  );
  if (!found) throw missing('');
  return found;
}

/** The version with this id or stage; default: the current one. Throws ResourceNotFoundException. */
export function requireVersion(
  from: Secret,
  asked: { readonly id?: string | undefined; readonly stage?: string | undefined },
): SecretVersion {
  const { id } = asked;
  const stage = asked.stage ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const found = from.versions.find(
    (candidate) =>
      (id === undefined || candidate.id === id) && (stage === undefined || candidate.stages.includes(stage)),
  );
  if (!found) throw missing(id === undefined ? ` value for staging label: ${stage}` : ` value for VersionId: ${id}`);
  return found;
}

/**
 * Moves a stage from the version that has it to another one; `AWSCURRENT` leaves `AWSPREVIOUS` behind. Throws InvalidParameterException where
 * the stage is on another version than the call says.
 */
export function moveStage(of: Secret, stage: string, to: string | undefined, from: string | undefined): void {
  const holder = of.versions.find(({ stages }) => stages.includes(stage));
  if (holder?.id !== from)
    throw new AwsError(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty or different: staging label ${stage} is currently attached to version ${holder?.id}.`,
    );
  const target = to === undefined ? undefined : requireVersion(of, { id: to });
  const moving = stage === 'AWSCURRENT' && target !== undefined ? ['AWSCURRENT', 'AWSPREVIOUS'] : [stage];
  for (const one of of.versions) one.stages = one.stages.filter((each) => !moving.includes(each));
  target?.stages.push(stage);
  if (moving.length > 1) holder?.stages.push('AWSPREVIOUS');
}

/**
 * Adds a version under `stages`. Each stage moves from the version that had it, and the version that was current becomes the
 * previous one. The same id with the same value changes nothing. Throws ResourceExistsException for the same id with another
 * value.
 */
export function putVersion(to: Secret, added: SecretVersion): SecretVersion {
  const known = to.versions.find(({ id }) => id === added.id);
  if (known && (known.text !== added.text || known.binary !== added.binary)) {
    const text = `You can't use ClientRequestToken ${added.id} because that value is already in use for a version of secret ${to.arn}.`;
    throw new AwsError('ResourceExistsException', text);
  }
  if (known) return known;
  const wasCurrent = to.versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  const replacesCurrent = added.stages.includes('AWSCURRENT');
  const leaving = new Set([...added.stages, ...(replacesCurrent ? ['AWSPREVIOUS'] : [])]);
  for (const one of to.versions) one.stages = one.stages.filter((stage) => !leaving.has(stage));
  if (replacesCurrent) wasCurrent?.stages.push('AWSPREVIOUS');
  // A version without a stage counts as deleted.
  to.versions = [...to.versions.filter(({ stages }) => stages.length > 0), added];
  return added;
}
