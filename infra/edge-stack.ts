import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WatchedStack, type WatchedStackProps } from 'watched-stack';
import { PortalAcl, type PortalAclSettings } from './website/portal-acl.ts';

export type EdgeStackProps = WatchedStackProps & { readonly settings: PortalAclSettings };

/** The web ACL in front of CloudFront. It is in us-east-1, where CloudFront looks for it. */
export class EdgeStack extends WatchedStack {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, { settings, ...props }: EdgeStackProps) {
    super(scope, id, { ...props, description: 'Customer portal: the web ACL in front of CloudFront' });
    this.webAclArn = new PortalAcl(this, 'web-acl', settings).arn;
    new CfnOutput(this, 'WebAclArn', { value: this.webAclArn });
  }
}
