import type { S3Event } from './event-record.ts';

/**
 * Sends events in their order, after the request that caused them is answered, because S3's notifications are asynchronous. A
 * client that has its answer finds the event sent: the next request is read only after that. `sendNow` sends what is left.
 */
export function sendLater(onEvent: (event: S3Event) => void | Promise<void>) {
  let waiting: S3Event[] = [];
  async function send(event: S3Event): Promise<void> {
    try {
      await onEvent(event);
    } catch (error) {
      // The object is stored, whatever happens to its event.
      console.error(`S3 could not send an event ${event.eventName}`, error);
    }
  }
  function sendNow(): void {
    const events = waiting;
    waiting = [];
    for (const event of events) void send(event);
  }
  return {
    add(event: S3Event): void {
      if (waiting.length === 0) setImmediate(sendNow);
      waiting.push(event);
    },
    sendNow,
  };
}
