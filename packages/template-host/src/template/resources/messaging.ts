import * as v from 'valibot';
import type { Ses, SesDestination } from '../../ses/ses.ts';
import type { Sms, SmsDestination } from '../../sms/sms.ts';
import { localArn, physicalName, shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const identitySchema = v.object({ EmailIdentity: v.string() });
const sesSetSchema = v.object({ Name: v.optional(v.string()) });
const destinationSchema = v.object({
  ConfigurationSetName: v.string(),
  EventDestination: v.object({
    Name: v.optional(v.string()),
    Enabled: v.optional(v.boolean(), true),
    MatchingEventTypes: v.array(v.string()),
    SnsDestination: v.optional(v.object({ TopicARN: v.string() })),
    EventBridgeDestination: v.optional(v.object({ EventBusArn: v.string() })),
    CloudWatchDestination: v.optional(v.unknown()),
  }),
});
const smsSetSchema = v.object({
  ConfigurationSetName: v.optional(v.string()),
  EventDestinations: v.optional(
    v.array(
      v.object({
        Enabled: v.optional(v.boolean(), true),
        MatchingEventTypes: v.array(v.string()),
        SnsDestination: v.optional(v.object({ TopicArn: v.string() })),
      }),
    ),
    [],
  ),
});

/** The senders of mails and texts, and the destinations of their events. */
export function playMessaging(stackName: string, { ses, sms }: { ses: Ses; sms: Sms }): { players: PlayerSet } {
  const sesDestinations = new Map<string, SesDestination[]>();
  const players: PlayerSet = {
    'AWS::SES::EmailIdentity'(resource) {
      const { EmailIdentity } = readProperties(resource, identitySchema);
      ses.verifyIdentity(EmailIdentity);
      const token = (n: number) => `${shortHash(EmailIdentity + n, 12)}._domainkey.${EmailIdentity}`;
      const dns = [1, 2, 3].map((n) => [
        [`DkimDNSTokenName${n}`, token(n)],
        [`DkimDNSTokenValue${n}`, `${shortHash(EmailIdentity + n, 12)}.dkim.amazonses.com`],
      ]);
      return { ref: EmailIdentity, attributes: Object.fromEntries(dns.flat()) };
    },
    'AWS::SES::ConfigurationSet'(resource) {
      const name = readProperties(resource, sesSetSchema).Name ?? physicalName(stackName, resource.logicalId);
      ses.createConfigurationSet(name, []);
      return { ref: name };
    },
    'AWS::SES::ConfigurationSetEventDestination'(resource) {
      const { ConfigurationSetName: name, EventDestination: one } = readProperties(resource, destinationSchema);
      if (one.Enabled && (one.SnsDestination || one.EventBridgeDestination)) {
        const destinations = [
          ...(sesDestinations.get(name) ?? []),
          {
            eventTypes: one.MatchingEventTypes,
            ...(one.SnsDestination ? { topicArn: one.SnsDestination.TopicARN } : {}),
            ...(one.EventBridgeDestination ? { eventBus: one.EventBridgeDestination.EventBusArn } : {}),
          },
        ];
        sesDestinations.set(name, destinations);
        ses.createConfigurationSet(name, destinations);
      }
      return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
    },
    'AWS::SMSVOICE::ConfigurationSet'(resource) {
      const set = readProperties(resource, smsSetSchema);
      const name = set.ConfigurationSetName ?? physicalName(stackName, resource.logicalId);
      const destinations: SmsDestination[] = set.EventDestinations.flatMap((one) =>
        one.Enabled && one.SnsDestination
          ? [{ eventTypes: one.MatchingEventTypes, topicArn: one.SnsDestination.TopicArn }]
          : [],
      );
      sms.createConfigurationSet(name, destinations);
      return { ref: name, attributes: { Arn: localArn('sms-voice', `configuration-set/${name}`) } };
    },
    'AWS::SMSVOICE::PhoneNumber'({ logicalId }) {
      const id = `phone-${shortHash(`${stackName}/${logicalId}`, 24)}`;
      const arn = localArn('sms-voice', `phone-number/${id}`);
      const number = '+12065550100';
      sms.registerIdentity(arn, number);
      return { ref: id, attributes: { Arn: arn, PhoneNumberId: id, PhoneNumber: number } };
    },
    'AWS::SMSVOICE::Pool'({ logicalId }) {
      const id = `pool-${shortHash(`${stackName}/${logicalId}`, 24)}`;
      const arn = localArn('sms-voice', `pool/${id}`);
      sms.registerIdentity(arn);
      return { ref: id, attributes: { Arn: arn, PoolId: id } };
    },
    'AWS::SMSVOICE::SenderId'(resource) {
      const schema = v.object({ SenderId: v.string(), IsoCountryCode: v.string() });
      const { SenderId, IsoCountryCode } = readProperties(resource, schema);
      const arn = localArn('sms-voice', `sender-id/${SenderId}/${IsoCountryCode}`);
      sms.registerIdentity(arn);
      return { ref: `${SenderId}|${IsoCountryCode}`, attributes: { Arn: arn } };
    },
  };
  return { players };
}
