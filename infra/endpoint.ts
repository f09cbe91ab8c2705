import type { Construct } from 'constructs';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { PortalParts } from './endpoints/portal-parts.ts';
import { PortalFunction, type PortalFunctionProps } from './function.ts';

/** A Lambda behind its route: name, method, path and authorization come from the contract, nothing is written twice. */
export class Endpoint extends PortalFunction {
  constructor(
    scope: Construct,
    contract: EndpointContract,
    { api, stores }: Pick<PortalParts, 'api' | 'stores'>,
    props: PortalFunctionProps,
  ) {
    super(scope, contract.name, stores, props);
    api.route(contract.method, contract.path, contract.auth, this.lambda);
  }
}
