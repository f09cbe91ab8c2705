import { Match, Template } from 'aws-cdk-lib/assertions';
import { HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, it } from 'vitest';
import { calls, OriginSecret, RoutedApi, SecurityHeaders, WebAcl } from 'watched-stack';
import { NotesStack, notes, WholeNotes } from './notes-stack.ts';

describe('an API', () => {
  const stack = new WholeNotes(notes());
  const api = new RoutedApi(stack, 'api', {
    description: 'The notes',
    authorizers: { none: new HttpNoneAuthorizer() },
    throttle: { rate: 100, burst: 200 },
    throttles: new Map([['GET /notes/4', { rate: 3, burst: 1 }]]),
    stageVariables: { secret: 'x' },
    accessLog: { status: '$context.status' },
  });
  for (const number of [1, 2, 3, 4]) api.route('GET', `/notes/${number}`, 'none', stack.adding.lambda);
  api.otherwise('none', stack.adding.lambda);
  const template = Template.fromStack(stack);
  const routes = template.findResources('AWS::ApiGatewayV2::Route');
  const idOf = (key: string) =>
    Object.entries(routes).find(([, { Properties }]) => Properties.RouteKey === key)?.[0] ?? key;

  it('calls its functions by one role, which may call these and nothing else', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      Description: 'The API of the notes calls its functions',
      Policies: [
        Match.objectLike({
          PolicyDocument: Match.objectLike({
            Statement: [
              Match.objectLike({
                Action: 'lambda:InvokeFunction',
                Resource: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] },
              }),
            ],
          }),
        }),
      ],
    });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
  });

  it('makes three routes at once, and deploys when all are there', () => {
    expect(routes[idOf('GET /notes/3')]?.DependsOn).toBeUndefined();
    expect(routes[idOf('GET /notes/4')]?.DependsOn).toContain(idOf('GET /notes/1'));
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(Object.keys(routes)));
  });

  it('throttles a route by itself, and logs each call', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      RouteSettings: { 'GET /notes/4': { ThrottlingRateLimit: 3, ThrottlingBurstLimit: 1 } },
      StageVariables: { secret: 'x' },
      AccessLogSettings: Match.objectLike({ Format: '{"status":"$context.status"}' }),
    });
  });
});

describe('a web ACL', () => {
  const stack = new NotesStack(notes());
  new WebAcl(stack, 'acl', {
    description: 'Who calls the notes too often',
    refusal: { name: 'too-many', status: 429, body: { title: 'Later' } },
    blocked: { networks: ['192.0.2.7/32', '2001:db8:1:2::/64'], from: calls.byMethod('POST') },
    counted: { posts: calls.all(calls.byMethod('POST'), calls.at('/notes')) },
    limits: { notes: { below: '/notes', calls: 500 } },
  });
  const template = Template.fromStack(stack);

  it('refuses blocked networks of both versions, counts, and limits the calls of an address', () => {
    template.hasResourceProperties('AWS::WAFv2::IPSet', { IPAddressVersion: 'IPV4', Addresses: ['192.0.2.7/32'] });
    template.hasResourceProperties('AWS::WAFv2::IPSet', { IPAddressVersion: 'IPV6', Addresses: ['2001:db8:1:2::/64'] });
    const rule = (Name: string, Priority: number, Action: object) => Match.objectLike({ Name, Priority, Action });
    const refused = { Block: { CustomResponse: Match.objectLike({ ResponseCode: 429 }) } };
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Rules: [rule('blocked', 0, refused), rule('posts', 1, { Count: {} }), rule('notes', 2, refused)],
      CustomResponseBodies: { 'too-many': { ContentType: 'APPLICATION_JSON', Content: '{"title":"Later"}' } },
    });
  });

  it('shows in its samples nothing that a session is known by', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      DataProtectionConfig: {
        DataProtections: ['authorization', 'cookie'].map((name) => ({
          Action: 'SUBSTITUTION',
          Field: { FieldType: 'SINGLE_HEADER', FieldKeys: [name] },
        })),
      },
    });
  });
});

describe('what CloudFront sends', () => {
  it('is the second of three secrets, all of which the API takes: a change by one refuses nobody', () => {
    const at = (generation: number) => {
      const { sent, taken } = new OriginSecret(new NotesStack(notes()), 'secret', generation);
      return { sent, taken: taken.split(',') };
    };
    const { sent, taken } = at(2);
    expect(taken).toHaveLength(3);
    expect(taken[1]).toBe(sent);
  });

  it('has the content security policy, and forbids framing', () => {
    const stack = new NotesStack(notes());
    new SecurityHeaders(stack, 'headers', ["default-src 'none'", "img-src 'self'"]);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: Match.objectLike({
        SecurityHeadersConfig: Match.objectLike({
          ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'; img-src 'self'", Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
        }),
      }),
    });
  });
});
