import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { secretArn } from '../../secrets/secret.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const flag = v.optional(v.boolean(), false);
const generate = v.object({
  SecretStringTemplate: v.optional(v.string()),
  GenerateStringKey: v.optional(v.string()),
  PasswordLength: v.optional(v.number(), 32),
  ExcludeCharacters: v.optional(v.string(), ''),
  ExcludeLowercase: flag,
  ExcludeUppercase: flag,
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  IncludeSpace: flag,
});
const secretSchema = v.object({
  Name: v.optional(v.string()),
  SecretString: v.optional(v.string()),
  GenerateSecretString: v.optional(generate),
});

/** A secret's first value, generated as Secrets Manager does for CloudFormation. */
function makeUp(options: v.InferOutput<typeof generate>): string {
  const letters = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    options.IncludeSpace ? ' ' : '',
  ].join('');
  const usable = [...letters].filter((letter) => !options.ExcludeCharacters.includes(letter));
  const text = Array.from({ length: options.PasswordLength }, () => usable[randomInt(usable.length)]).join('');
  if (options.SecretStringTemplate === undefined || options.GenerateStringKey === undefined) return text;
  const template = v.parse(v.record(v.string(), v.unknown()), JSON.parse(options.SecretStringTemplate));
  return JSON.stringify({ ...template, [options.GenerateStringKey]: text });
}

/** Secrets Manager's secrets. */
export function playSecrets(stackName: string, secrets: Secrets): { players: PlayerSet } {
  return {
    players: {
      'AWS::SecretsManager::Secret'(resource) {
        const { Name, SecretString, GenerateSecretString } = readProperties(resource, secretSchema);
        const name = Name ?? physicalName(stackName, resource.logicalId);
        const arn = secretArn(name);
        const value = SecretString ?? makeUp(GenerateSecretString ?? v.parse(generate, {}));
        secrets.createSecret({ arn, name, value });
        return { ref: arn, attributes: { Id: arn } };
      },
      'AWS::SecretsManager::ResourcePolicy': ({ logicalId }) => ({ ref: logicalId }),
    },
  };
}
