import type { Change } from '#shared/insurer/changes/change.ts';
import { dynamoOutbox } from '#shared/insurer/changes/dynamo-outbox.ts';
import { changeFileName, type OutboxPage } from '#shared/insurer/changes/publishing.ts';
import type { Written } from '#shared/insurer/files.ts';
import { publishChanges } from '../../../functions/publish-changes/publish-changes.ts';
import { failing } from '../harness/failing.ts';
import type { Needs } from '../harness/model.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Fault } from '../harness/stage.ts';

/** For so many ms after a change was written, a read may still miss it: its transaction is being committed. */
const committing = 100;
const missed = 0.5;

/** Runs of publish-changes, and the bucket that they publish to. `writtenAt`: when (ms) each change was written. */
export function publisherOf({ stage, random }: Needs, writtenAt: ReadonlyMap<string, number>) {
  /** In the order in which they were written. */
  const published: Change[] = [];
  const keys = new Set<string>();
  const outbox = dynamoOutbox(client, tables.portal);

  /** A Query is not serializable with a transaction: it may see any part of what was just committed. */
  const withoutUnseen = ({ waiting, ...page }: OutboxPage): OutboxPage => ({
    ...page,
    waiting: waiting.filter(({ changeId }) => {
      const age = stage.now() - (writtenAt.get(changeId) ?? 0);
      return age > committing || !random.chance(missed);
    }),
  });

  const refused: Fault<Written> = {
    name: 'another write of the same key is under way',
    share: 0.03,
    instead: async () => 'contended',
  };
  const lost: Fault<Written> = {
    name: 'answer lost',
    share: 0.03,
    async instead(effect) {
      await effect();
      throw new Error('S3 does not answer');
    },
  };

  const run = publishChanges({
    outbox: { ...outbox, read: async (after) => withoutUnseen(await outbox.read(after)) },
    files: {
      publish: (change) =>
        stage.call(`PutObject ${change.type}`, async () => {
          if (keys.has(changeFileName(change))) return 'written-before';
          keys.add(changeFileName(change));
          published.push(change);
          stage.say(`   published: ${change.changeId.slice(0, 22)} ${change.type} of ${change.customerId}`);
          return 'written';
        }, [refused, lost, failing<Written>('S3')]),
    },
    now: stage.clock,
    pause: stage.pause,
  });
  return { published: published as readonly Change[], run: () => stage.start('publish', { timeout: 60_000 }, run) };
}
