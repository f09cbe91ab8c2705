import {
  HttpIntegrationType,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  IntegrationCredentials,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/**
 * The role by which an API calls its functions: these, and nothing else. A permission on each function would be a resource more
 * for each route.
 */
export class ApiCaller extends Construct {
  private readonly role: Role;
  private readonly calling = new PolicyStatement({ actions: ['lambda:InvokeFunction'] });

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = new Role(this, 'role', {
      description: `The API of ${systemOf(this).called} calls its functions`,
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: { calls: new PolicyDocument({ statements: [this.calling] }) },
    });
  }

  /** The integration of a route with its function. */
  integrationOf(handler: IFunction): HttpRouteIntegration {
    this.calling.addResources(handler.functionArn);
    return new CalledByRole(handler, this.role);
  }
}

class CalledByRole extends HttpRouteIntegration {
  private readonly handler: IFunction;
  private readonly role: Role;

  constructor(handler: IFunction, role: Role) {
    super('integration');
    this.handler = handler;
    this.role = role;
  }

  bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.handler.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      credentials: IntegrationCredentials.fromRole(this.role),
    };
  }
}
