import type { CapacityUnits, ServiceName } from './service.ts';

/** One AWS call as the endpoint saw it; `GET /_local/calls` and the permission report are made from these. */
export type Call = {
  /** ISO 8601 UTC, by the moved clock. */
  readonly at: string;
  /** The caller; null for the owner of this machine or a caller that could not be named. */
  readonly function: string | null;
  readonly service: ServiceName;
  /** The API operation; null if the call was refused before the operation was known. */
  readonly operation: string | null;
  /** The permissions that it needed: `actions[i]` on `resources[i]`. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly allowed: boolean;
  /** Whether a presigned URL was used: then somebody else called with the function's permissions. */
  readonly presigned: boolean;
  /** From the last byte of the request to the answer's beginning, in ms of the real time. */
  readonly ms: number;
  /** When it began, in ms of the real time since the host's process did: which calls of a function ran side by side. */
  readonly begun: number;
  /** DynamoDB only. */
  readonly units?: CapacityUnits;
  /** `ok` or the error's code. */
  readonly outcome: string;
};

export type Calls = {
  readonly add: (call: Call) => void;
  /** Oldest first. */
  readonly list: () => readonly Call[];
  readonly clear: () => void;
  /** How many of the listed calls each function made, without the owner's. */
  readonly countByFunction: () => Readonly<Record<string, number>>;
};

/** Keeps the last `limit` calls and drops the oldest. */
export function createCalls(limit = 200_000): Calls {
  let ring: Call[] = [];
  let oldest = 0;
  const list = () => [...ring.slice(oldest), ...ring.slice(0, oldest)];
  return {
    add(call) {
      if (ring.length < limit) {
        ring.push(call);
        return;
      }
      ring[oldest] = call;
      oldest = (oldest + 1) % limit;
    },
    list,
    clear() {
      ring = [];
      oldest = 0;
    },
    countByFunction() {
      const counts: Record<string, number> = {};
      for (const { function: name } of ring) if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
      return counts;
    },
  };
}
