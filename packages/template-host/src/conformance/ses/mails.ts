import { randomUUID } from 'node:crypto';
import { GetSendQuotaCommand, SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Place } from '../place.ts';
import { type Question, refusalName, refusalOf } from '../question.ts';

/** A sender that no account has verified, so no mail is sent. */
const sender = 'probe@not-verified.example';

/** Where questions about the account's mails are asked; they need no resource. */
type MailPlace = Pick<Place, 'settings'>;

function visitMail({ settings }: MailPlace) {
  const client = new SESClient(settings);
  const send = (ToAddresses: string[], data = 'probe') =>
    client.send(
      new SendEmailCommand({
        Source: sender,
        Destination: { ToAddresses },
        Message: { Subject: { Data: data }, Body: { Text: { Data: data } } },
      }),
    );
  return { client, send };
}

const guide = 'Amazon SES Developer Guide';

export const mailQuestions: readonly Question<MailPlace>[] = [
  {
    id: 'ses-not-verified',
    text: 'A mail of a sender that is not verified is refused with MessageRejected and this text.',
    source: `${guide}, "Amazon SES email sending errors"`,
    expected: 'MessageRejected: Email address is not verified.',
    async ask(place) {
      const text = await refusalOf(visitMail(place).send(['success@simulator.amazonses.com']));
      return /^MessageRejected: Email address is not verified\./.exec(text)?.[0] ?? text;
    },
  },
  {
    id: 'ses-addresses',
    text: 'An address that cannot be one is refused by its form: no domain, an accent before or in the domain, a blank, two dots.',
    source: 'Amazon SES API Reference, "SendEmail": addresses must be in 7-bit ASCII, domains in Punycode',
    expected: 'InvalidParameterValue (5 of 5)',
    async ask(place) {
      const { send } = visitMail(place);
      const addresses = ['anna', 'ánna@example.com', 'anna@példa.example', 'an na@example.com', 'anna@example..com'];
      const names: string[] = [];
      for (const address of addresses) names.push(await refusalName(send([address])));
      const alike = names.filter((name) => name === 'InvalidParameterValue');
      return alike.length === names.length
        ? `InvalidParameterValue (${names.length} of ${names.length})`
        : names.join();
    },
  },
  {
    id: 'ses-recipients',
    text: 'A mail to more than 50, and one to nobody, is refused by its form.',
    source: 'Amazon SES API Reference, "SendEmail": up to 50 recipients',
    expected: 'InvalidParameterValue, InvalidParameterValue',
    async ask(place) {
      const { send } = visitMail(place);
      const many = Array.from({ length: 51 }, (_, index) => `success+${index}@simulator.amazonses.com`);
      return `${await refusalName(send(many))}, ${await refusalName(send([]))}`;
    },
  },
  {
    id: 'ses-quota',
    text: 'SES says how many mails it takes in 24 hours and in a second, and how many it took in the last 24 hours.',
    source: 'Amazon SES API Reference, "GetSendQuota"',
    expected: 'three numbers, none of them negative but for an account without a limit',
    async ask(place) {
      const { Max24HourSend, MaxSendRate, SentLast24Hours } = await visitMail(place).client.send(
        new GetSendQuotaCommand({}),
      );
      // -1: an account whose quota is unlimited.
      const isSound = (number: number | undefined) => number !== undefined && number >= -1;
      const answers = [Max24HourSend, MaxSendRate, SentLast24Hours];
      return answers.every(isSound)
        ? 'three numbers, none of them negative but for an account without a limit'
        : answers.join(', ');
    },
  },
  {
    id: 'ses-suppression-list',
    text: 'The account’s suppression list says why and since when it has an address, and has an error of its own for one that it does not have.',
    source: 'Amazon SES API v2 Reference, "GetSuppressedDestination", "DeleteSuppressedDestination"',
    expected: 'NotFoundException; COMPLAINT since now; deleted; NotFoundException, NotFoundException',
    async ask({ settings }) {
      const client = new SESv2Client(settings);
      // Nobody's address: while it is on the list, nothing happens.
      const EmailAddress = `probe-${randomUUID()}@not-verified.example`;
      const get = () => client.send(new GetSuppressedDestinationCommand({ EmailAddress }));
      const remove = () => client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
      const before = await refusalName(get());
      await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
      const { SuppressedDestination: found } = await get();
      const age = Math.abs(Date.now() - (found?.LastUpdateTime?.getTime() ?? 0));
      const since = `${found?.Reason} since ${age < 5 * 60_000 ? 'now' : found?.LastUpdateTime?.toISOString()}`;
      const deleted = (await refusalName(remove())).replace('no refusal', 'deleted');
      return `${before}; ${since}; ${deleted}; ${await refusalName(get())}, ${await refusalName(remove())}`;
    },
  },
];
