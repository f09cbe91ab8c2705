import * as v from 'valibot';
import { localRegion } from '../../aws/service.ts';
import type { Cognito } from '../../cognito/cognito.ts';
import { type TimeUnit, unitSeconds } from '../../cognito/definitions.ts';
import { localArn, shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions } from './functions.ts';
import type { Permissions } from './permissions.ts';
import type { PlayerSet } from './player-set.ts';

const passwordPolicy = v.object({
  MinimumLength: v.optional(v.number(), 8),
  RequireUppercase: v.optional(v.boolean(), false),
  RequireLowercase: v.optional(v.boolean(), false),
  RequireNumbers: v.optional(v.boolean(), false),
  RequireSymbols: v.optional(v.boolean(), false),
  TemporaryPasswordValidityDays: v.optional(v.number(), 7),
});
/** A trigger with versions: only version 2 of PreTokenGenerationConfig is played. */
const versionedTrigger = v.object({ LambdaArn: v.string(), LambdaVersion: v.literal('V2_0') });
const poolSchema = v.object({
  UserPoolName: v.optional(v.string()),
  UsernameConfiguration: v.optional(v.object({ CaseSensitive: v.optional(v.boolean(), true) })),
  Policies: v.optional(v.object({ PasswordPolicy: v.optional(passwordPolicy) })),
  LambdaConfig: v.optional(v.record(v.string(), v.union([v.string(), versionedTrigger])), {}),
  Schema: v.optional(v.array(v.object({ Name: v.string() })), []),
  DeletionProtection: v.optional(v.string()),
});
const unit = (usual: TimeUnit) => v.optional(v.picklist(['seconds', 'minutes', 'hours', 'days']), usual);
const clientSchema = v.object({
  ClientName: v.optional(v.string()),
  UserPoolId: v.string(),
  GenerateSecret: v.optional(v.boolean(), false),
  ExplicitAuthFlows: v.optional(v.array(v.string()), []),
  AccessTokenValidity: v.optional(v.number()),
  IdTokenValidity: v.optional(v.number()),
  RefreshTokenValidity: v.optional(v.number()),
  // AWS's units if the template sets none: hours, and days for refresh tokens.
  TokenValidityUnits: v.optional(
    v.object({ AccessToken: unit('hours'), IdToken: unit('hours'), RefreshToken: unit('days') }),
    {},
  ),
  RefreshTokenRotation: v.optional(
    v.object({ Feature: v.string(), RetryGracePeriodSeconds: v.optional(v.number(), 0) }),
  ),
  PreventUserExistenceErrors: v.optional(v.string()),
  AuthSessionValidity: v.optional(v.number(), 3),
  EnableTokenRevocation: v.optional(v.boolean(), true),
  ReadAttributes: v.optional(v.array(v.string())),
  WriteAttributes: v.optional(v.array(v.string())),
});

/** A validity in seconds. */
const seconds = (value: number | undefined, of: TimeUnit, usual: number) =>
  value === undefined ? usual : value * unitSeconds[of];

/** Cognito user pools and their app clients. */
export function playUserPools(stackName: string, cognito: Cognito, functions: Functions, permissions: Permissions) {
  const triggers: { at: string; functionArn: string; poolArn: string }[] = [];
  const players: PlayerSet = {
    'AWS::Cognito::UserPool'(resource) {
      const pool = readProperties(resource, poolSchema);
      const poolId = `${localRegion}_${shortHash(`${stackName}/${resource.logicalId}`, 9)}`;
      const poolArn = localArn('cognito-idp', `userpool/${poolId}`);
      const policy = pool.Policies?.PasswordPolicy ?? v.parse(passwordPolicy, {});
      const wired = Object.entries(pool.LambdaConfig).map(
        ([name, to]) => [name, typeof to === 'string' ? to : to.LambdaArn] as const,
      );
      for (const [trigger, functionArn] of wired) {
        triggers.push({ at: `${resource.logicalId}.LambdaConfig.${trigger}`, functionArn, poolArn });
      }
      cognito.createPool({
        poolId,
        poolArn,
        ...(pool.UserPoolName === undefined ? {} : { poolName: pool.UserPoolName }),
        usernameCaseInsensitive: pool.UsernameConfiguration?.CaseSensitive === false,
        passwordPolicy: {
          minimumLength: policy.MinimumLength,
          requireUppercase: policy.RequireUppercase,
          requireLowercase: policy.RequireLowercase,
          requireNumbers: policy.RequireNumbers,
          requireSymbols: policy.RequireSymbols,
          temporaryPasswordValidityDays: policy.TemporaryPasswordValidityDays,
        },
        triggers: Object.fromEntries(wired.map(([name, arn]) => [name.charAt(0).toLowerCase() + name.slice(1), arn])),
        customAttributes: pool.Schema.map(({ Name }) => Name),
        deletionProtection: pool.DeletionProtection === 'ACTIVE',
      });
      const ProviderName = `cognito-idp.${localRegion}.amazonaws.com/${poolId}`;
      const attributes = { Arn: poolArn, UserPoolId: poolId, ProviderName, ProviderURL: `https://${ProviderName}` };
      return { ref: poolId, attributes };
    },
    'AWS::Cognito::UserPoolClient'(resource) {
      const client = readProperties(resource, clientSchema);
      const clientId = shortHash(`${stackName}/${resource.logicalId}`, 26);
      const clientSecret = client.GenerateSecret ? cognito.clientSecret(clientId) : undefined;
      const rotation = client.RefreshTokenRotation;
      const units = client.TokenValidityUnits;
      cognito.createClient({
        clientId,
        ...(clientSecret === undefined ? {} : { clientSecret }),
        ...(client.ClientName === undefined ? {} : { clientName: client.ClientName }),
        poolId: client.UserPoolId,
        explicitAuthFlows: client.ExplicitAuthFlows,
        accessTokenValiditySeconds: seconds(client.AccessTokenValidity, units.AccessToken, 3600),
        idTokenValiditySeconds: seconds(client.IdTokenValidity, units.IdToken, 3600),
        refreshTokenValiditySeconds: seconds(client.RefreshTokenValidity, units.RefreshToken, 30 * 86_400),
        tokenValidityUnits: units,
        ...(rotation?.Feature === 'ENABLED'
          ? { refreshTokenRotation: { graceSeconds: rotation.RetryGracePeriodSeconds } }
          : {}),
        preventUserExistenceErrors: client.PreventUserExistenceErrors === 'ENABLED',
        authSessionValiditySeconds: client.AuthSessionValidity * 60,
        enableTokenRevocation: client.EnableTokenRevocation,
        ...(client.ReadAttributes === undefined ? {} : { readAttributes: client.ReadAttributes }),
        ...(client.WriteAttributes === undefined ? {} : { writeAttributes: client.WriteAttributes }),
      });
      return {
        ref: clientId,
        attributes: { ClientId: clientId, ...(clientSecret === undefined ? {} : { ClientSecret: clientSecret }) },
      };
    },
  };
  return {
    players,
    /**
     * Checks the triggers' permissions.
     *
     * @throws TemplateError for a trigger that the pool may not invoke
     */
    check(): void {
      for (const { at, functionArn, poolArn } of triggers) {
        permissions.require(functions.require(functionArn, at), 'cognito-idp.amazonaws.com', poolArn, at);
      }
    },
  };
}
