import { describeError, log } from '#shared/platform/runtime/log.ts';

/** Writes a notice about something that has happened already. If it cannot be written, that holds all the same: only the log says so. */
export async function writeNotice(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    log.error('notice-not-sent', { reason: 'not-written', ...describeError(error) });
  }
}
