import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PortalPart, type PortalPartProps } from './portal-part.ts';
import { WebAcl, type WebAclSettings } from './website/web-acl.ts';

export type EdgeStackProps = PortalPartProps & { readonly settings: WebAclSettings };

/** The web ACL in front of CloudFront. It is in us-east-1, where CloudFront looks for it. */
export class EdgeStack extends PortalPart {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, { settings, ...props }: EdgeStackProps) {
    super(scope, id, { ...props, description: 'Customer portal: the web ACL in front of CloudFront' });
    this.webAclArn = new WebAcl(this, 'web-acl', settings).arn;
    new CfnOutput(this, 'WebAclArn', { value: this.webAclArn });
  }
}
