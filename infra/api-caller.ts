import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The role by which the API calls its functions: these, and nothing else. A permission on each function would be a resource more
 * for each endpoint (docs/decisions/0090-three-stacks.md).
 */
export class ApiCaller extends Construct {
  readonly roleArn: string;
  private readonly calling = new PolicyStatement({ actions: ['lambda:InvokeFunction'] });

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'role', {
      description: 'The API of the customer portal calls its functions',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: { calls: new PolicyDocument({ statements: [this.calling] }) },
    });
    this.roleArn = role.roleArn;
  }

  /** Lets the API call the function. */
  mayCall(functionArn: string): void {
    this.calling.addResources(functionArn);
  }
}
