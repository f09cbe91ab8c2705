import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Collections } from '../kept/collections.ts';
import { type ClientDefinition, checkClient, checkPool, type PoolDefinition } from './definitions.ts';
import { type KeptKey, keptKey, openSigningKey, type SigningKey } from './signing-key.ts';
import { createUsers, type Users } from './users.ts';

export type Pool = {
  /** When it was declared first (ms). */
  readonly createdAt: number;
  readonly definition: PoolDefinition;
  readonly users: Users;
  /** Generated in parallel with the start; the first caller that needs it waits. */
  readonly signingKey: Promise<SigningKey>;
};

/** When a pool was declared first, as it is stored. */
const keptPool = v.object({ poolId: v.string(), createdAt: v.number() });

/** The generated secret of a client, as it is stored. */
const keptSecret = v.object({ clientId: v.string(), secret: v.string() });

export type Pools = {
  /** The secret of a client that has one: generated the first time, the same at every later start. */
  readonly clientSecret: (clientId: string) => string;
  readonly addPool: (definition: PoolDefinition) => void;
  readonly addClient: (definition: ClientDefinition) => void;
  /** Throws ResourceNotFoundException, and InvalidParameterException if the pool is protected. */
  readonly removePool: (poolId: string) => void;
  /** Throws ResourceNotFoundException. */
  readonly pool: (poolId: string) => Pool;
  /** The id of a client's pool; undefined if the client is unknown. */
  readonly poolOf: (clientId: string) => string | undefined;
  readonly all: () => readonly Pool[];
  /** A client and its pool; with `poolId`, only if it belongs to that pool. Throws ResourceNotFoundException. */
  readonly client: (clientId: string, poolId?: string) => { client: ClientDefinition; pool: Pool };
};

/** The pools and clients that the host declared; declaring one again changes its settings and keeps its users. */
export function createPools(kept: Collections, clock: Pick<Clock, 'now'>): Pools {
  const keys = kept.collection<KeptKey>('keys', keptKey);
  const keptPools = kept.collection('pools', keptPool);
  const creations = new Map(keptPools.loaded().map(({ poolId, createdAt }) => [poolId, createdAt]));
  const keptSecrets = kept.collection('client-secrets', keptSecret);
  const secrets = new Map(keptSecrets.loaded().map(({ clientId, secret }) => [clientId, secret]));
  const pools = new Map<string, Pool>();
  const clients = new Map<string, ClientDefinition>();

  function pool(poolId: string): Pool {
    const found = pools.get(poolId);
    if (!found) throw new AwsError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
    return found;
  }

  function creationOf(poolId: string): number {
    const known = creations.get(poolId);
    if (known !== undefined) return known;
    const createdAt = clock.now();
    creations.set(poolId, createdAt);
    keptPools.put(poolId, { poolId, createdAt });
    return createdAt;
  }

  return {
    pool,
    poolOf: (clientId) => clients.get(clientId)?.poolId,
    all: () => [...pools.values()],
    addPool(definition) {
      checkPool(definition);
      const known = pools.get(definition.poolId);
      const signingKey = known?.signingKey ?? openSigningKey(definition.poolId, keys);
      // A caller that needs the key gets its failure; if none does, the failure must not crash the process.
      signingKey.catch(() => undefined);
      const users = known?.users ?? createUsers(definition.poolId, definition.usernameCaseInsensitive, kept);
      pools.set(definition.poolId, { definition, users, signingKey, createdAt: creationOf(definition.poolId) });
    },
    removePool(poolId) {
      const { definition, users } = pool(poolId);
      if (definition.deletionProtection)
        throw new AwsError(
          'InvalidParameterException',
          'The user pool cannot be deleted: deletion protection is active.',
        );
      for (const { sub } of users.list()) users.remove(sub);
      for (const [id, client] of clients) if (client.poolId === poolId) clients.delete(id);
      pools.delete(poolId);
      creations.delete(poolId);
      keptPools.remove(poolId);
    },
    clientSecret(clientId) {
      const known = secrets.get(clientId);
      if (known !== undefined) return known;
      const secret = randomBytes(26).toString('hex');
      secrets.set(clientId, secret);
      keptSecrets.put(clientId, { clientId, secret });
      return secret;
    },
    addClient(definition) {
      checkClient(definition);
      pool(definition.poolId);
      clients.set(definition.clientId, definition);
    },
    client(clientId, poolId) {
      const client = clients.get(clientId);
      if (!client || (poolId !== undefined && client.poolId !== poolId))
        throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
      return { client, pool: pool(client.poolId) };
    },
  };
}
