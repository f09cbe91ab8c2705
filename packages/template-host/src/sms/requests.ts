import * as v from 'valibot';
import { jsonProtocol, type Refuse } from '#host/aws/json-protocol.ts';
import { AwsError } from '#host/aws/service.ts';

/** The longest text, in characters (SendTextMessage API reference). */
const longestText = 1600;

const context = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^\S{1,100}$/, 'keys have 1 to 100 characters without white space')),
    v.pipe(
      v.string(),
      v.regex(/^(?!\s)[\s\S]{1,800}(?<!\s)$/, 'values have 1 to 800 characters, white space only inside'),
    ),
  ),
  v.maxEntries(5, 'has at most 5 entries'),
);

const named = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_:/+-]{1,256}$/, 'contains other characters than a name or ARN may'),
);

/** The members of SendTextMessage that are played here. */
export const sendTextMessage = v.object({
  DestinationPhoneNumber: v.pipe(v.string(), v.regex(/^\+?[1-9][0-9]{1,18}$/, 'is not a phone number in E.164 format')),
  OriginationIdentity: v.optional(named),
  MessageBody: v.pipe(
    v.string(),
    v.regex(/\S/, 'must not be empty'),
    v.maxLength(longestText, `must have at most ${longestText} characters`),
  ),
  MessageType: v.optional(
    v.picklist(['TRANSACTIONAL', 'PROMOTIONAL'], 'is TRANSACTIONAL or PROMOTIONAL'),
    'TRANSACTIONAL',
  ),
  ConfigurationSetName: v.optional(named),
  TimeToLive: v.optional(
    v.pipe(
      v.number(),
      v.integer('is in whole seconds'),
      v.minValue(5, 'is at least 5'),
      v.maxValue(259_200, 'is at most 259200'),
    ),
  ),
  Context: v.optional(context),
  DryRun: v.optional(v.boolean(), false),
  ProtectConfigurationId: v.optional(named),
});
export type SendTextMessage = v.InferOutput<typeof sendTextMessage>;

const validation = (reason: string, message: string, fields: Readonly<Record<string, unknown>> = {}) =>
  new AwsError('ValidationException', message, 400, { Reason: reason, ...fields });

/** End User Messaging's words for a wrong body: ValidationException with a Reason and the Fields that it concerns. */
const refuseBody: Refuse = ({ kind, member, message }) => {
  if (kind === 'not-json') return validation('CANNOT_PARSE', 'The request body could not be parsed');
  if (kind === 'missing') return validation('MISSING_PARAMETER', `${member} is required`);
  const Fields = [{ Name: member, Message: message }];
  return validation('FIELD_VALIDATION_FAILED', `${member} ${message}`, { Fields });
};

export const json = jsonProtocol({ version: '1.0', target: 'PinpointSMSVoiceV2', refuse: refuseBody });

/** ResourceNotFoundException for a resource, with `ResourceType` and `ResourceId`. */
export const notFound = (type: string, id: string): AwsError =>
  new AwsError('ResourceNotFoundException', `The ${type} ${id} was not found`, 400, {
    ResourceType: type,
    ResourceId: id,
  });
