import type { Construct } from 'constructs';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { PortalApi } from './api.ts';
import { PortalFunction, type PortalFunctionProps } from './function.ts';

/** A Lambda behind its route: name, method, path and authorization come from the contract, nothing is written twice. */
export class Endpoint extends PortalFunction {
  constructor(scope: Construct, contract: EndpointContract, api: PortalApi, props: PortalFunctionProps) {
    super(scope, contract.name, props);
    api.route(contract.method, contract.path, contract.auth, this.lambda);
  }
}
