import type { AwsService, ServiceName } from './aws/service.ts';
import type { Clock } from './clock.ts';
import { type Cognito, createCognito, type InvokeTrigger } from './cognito/cognito.ts';
import { createDynamoDb, type DynamoDb } from './dynamodb/dynamodb.ts';
import type { Limits } from './limits.ts';
import { createS3, type S3, type S3Event } from './s3/s3.ts';
import { createSecrets, type Secrets } from './secrets/secrets.ts';
import { createSes, type Ses } from './ses/ses.ts';
import { createSms, type Sms } from './sms/sms.ts';
import { createSqs, type Sqs } from './sqs/sqs.ts';
import { createWaf, type Waf } from './waf/waf.ts';

export type Services = {
  readonly dynamodb: DynamoDb;
  readonly s3: S3;
  readonly sqs: Sqs;
  readonly cognito: Cognito;
  readonly ses: Ses;
  readonly sms: Sms;
  readonly secrets: Secrets;
  readonly waf: Waf;
};

/** Events of the services for the rest of the host. */
export type ServiceEvents = {
  readonly onObjectEvent: (event: S3Event) => void;
  readonly invokeTrigger: InvokeTrigger;
  /** A message of a service for a topic. */
  readonly publish: (topicArn: string, service: string, sourceArn: string, message: string) => Promise<void>;
};

/** Passes on the services' events. Throws until stacks are connected, because nothing listens before. */
export function createEventRelay(): ServiceEvents & { readonly connect: (listener: ServiceEvents) => void } {
  let listener: ServiceEvents | undefined;
  const connected = () => {
    if (!listener) throw new Error('no stack is connected to the services yet');
    return listener;
  };
  return {
    connect(to) {
      listener = to;
    },
    onObjectEvent: (event) => connected().onObjectEvent(event),
    invokeTrigger: async (...call) => connected().invokeTrigger(...call),
    publish: async (...message) => connected().publish(...message),
  };
}

/** All services that are played, empty or with the state in `directory`. */
export async function createServices(
  {
    clock,
    limits,
    directory,
  }: {
    readonly clock: Clock;
    readonly limits: Limits;
    readonly directory?: string | undefined;
  },
  events: ServiceEvents,
): Promise<Services> {
  const kept = { clock, limits, ...(directory === undefined ? {} : { directory }) };
  async function publishAll(
    source: readonly [service: string, arn: string],
    event: object,
    topics: (string | undefined)[],
  ) {
    for (const topic of topics) if (topic) await events.publish(topic, ...source, JSON.stringify(event));
  }
  const [dynamodb, s3, sqs, cognito, ses, sms, secrets] = await Promise.all([
    createDynamoDb(kept),
    createS3({ ...kept, onEvent: events.onObjectEvent }),
    createSqs(kept),
    createCognito({ ...kept, invokeTrigger: events.invokeTrigger }),
    createSes({
      ...kept,
      onEvent: (set, event, destinations) =>
        publishAll(
          ['ses.amazonaws.com', configurationSetArn('ses', set)],
          event,
          destinations.map(({ topicArn }) => topicArn),
        ),
    }),
    createSms({
      ...kept,
      onEvent: (set, event, destinations) =>
        publishAll(
          ['sms-voice.amazonaws.com', configurationSetArn('sms-voice', set)],
          event,
          destinations.map(({ topicArn }) => topicArn),
        ),
    }),
    createSecrets(kept),
  ]);
  return { dynamodb, s3, sqs, cognito, ses, sms, secrets, waf: createWaf(kept) };
}

/** The services as the AWS endpoint names them. */
export const byServiceName = (
  services: Services,
  called: Readonly<Record<'cloudformation' | 'events' | 'monitoring' | 'lambda', AwsService>>,
): Readonly<Record<ServiceName, AwsService>> => ({
  dynamodb: services.dynamodb,
  'cognito-idp': services.cognito,
  s3: services.s3,
  sqs: services.sqs,
  ses: services.ses,
  'sms-voice': services.sms,
  secretsmanager: services.secrets,
  wafv2: services.waf,
  ...called,
});

export async function closeServices(services: Services): Promise<void> {
  await Promise.all(Object.values(services).map((service: { close: () => Promise<void> }) => service.close()));
}

const configurationSetArn = (service: string, name: string) =>
  name.startsWith('arn:') ? name : `arn:aws:${service}:eu-central-1:000000000000:configuration-set/${name}`;
