/** Writes events of End User Messaging about one SMS, as its guide shows them; `TEXT_DELIVERED` at noon where nothing else is said. */
export const anSmsEvent =
  (context: Readonly<Record<string, string>>) =>
  (changes: object = {}): string =>
    JSON.stringify({
      eventType: 'TEXT_DELIVERED',
      eventVersion: '1.0',
      eventTimestamp: Date.parse('2027-01-31T12:00:00Z'),
      isFinal: true,
      destinationPhoneNumber: '+36301234567',
      messageId: '862a8790-60c0-4430-9b2b-658b0example',
      messageStatus: 'DELIVERED',
      context,
      ...changes,
    });
