import * as v from 'valibot';
import type { AwsRequest } from '../aws/service.ts';
import type { Pools } from './pools.ts';
import { json } from './protocol.ts';

/** A call that a request quota refused. */
export type ThrottledCall = {
  /** ms since 1970 UTC, by the moved clock. */
  readonly at: number;
  readonly operation: string;
  readonly poolId: string;
  /** The app client's id; `Admin` for an administrator's call. */
  readonly client: string;
};

const namedSchema = v.object({ UserPoolId: v.optional(v.string()), ClientId: v.optional(v.string()) });

/** The throttled caller; undefined if the call names no known client or pool. */
export function throttledCall(
  { operation, request, at }: { readonly operation: string; readonly request: AwsRequest; readonly at: number },
  pools: Pick<Pools, 'poolOf'>,
): ThrottledCall | undefined {
  const { UserPoolId, ClientId } = json.read(request, namedSchema);
  const poolId = UserPoolId ?? (ClientId === undefined ? undefined : pools.poolOf(ClientId));
  const client = operation.startsWith('Admin') ? 'Admin' : ClientId;
  return poolId === undefined || client === undefined ? undefined : { at, operation, poolId, client };
}
