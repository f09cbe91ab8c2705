import type { Construct } from 'constructs';
import { WatchedFunction, type WatchedFunctionProps } from 'watched-stack';
import type { PortalApi } from '#infra/api.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { Access } from '#shared/platform/access.ts';
import type { Settings } from '#stages/settings.ts';
import type { PortalStores } from '../portal-stores.ts';

/** The parts that endpoints and workers use: the stack makes each once. */
export type PortalParts = {
  readonly api: PortalApi;
  readonly settings: Settings;
  /** The resources behind the names that accesses use. */
  readonly stores: PortalStores;
  /** Finding one person's customerIds: reads nothing where each customerId is a person (R9.2a). */
  readonly persons: Access;
};

/** A Lambda behind its route: name, method, path and authorization come from the contract, nothing is written twice. */
export class Endpoint extends WatchedFunction<Access> {
  constructor(
    scope: Construct,
    contract: EndpointContract,
    { api, stores }: Pick<PortalParts, 'api' | 'stores'>,
    props: WatchedFunctionProps<Access>,
  ) {
    // What the helpdesk calls waits for working hours; what customers call is a part of a page.
    super(scope, contract.name, stores, { severity: contract.auth === 'iam' ? 'ticket' : 'part', ...props });
    api.route(contract.method, contract.path, contract.auth, this.lambda);
  }
}
