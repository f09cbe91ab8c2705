import type { Clock } from '../clock.ts';
import { createArrivalLine } from './arrival-line.ts';
import { createDueHeap } from './due-heap.ts';
import type { Message } from './message.ts';

/** In ms. Smaller steps back are corrections of the machine's own clock. */
const resetMs = 1000;

/**
 * The messages of one queue; each is visible, in flight or delayed until its time. Nothing here scans them; each step costs at
 * most O(log n). `changed` is called for each changed message, for a deleted one with the place `gone`.
 */
export function createMessagePlaces(options: {
  readonly clock: Clock;
  readonly retentionSeconds: number;
  readonly changed: (message: Message) => void;
}) {
  const { clock, retentionSeconds, changed } = options;
  const messages = new Map<string, Message>();
  const ready = createArrivalLine<Message>();
  const due = createDueHeap<Message>();
  const counts = { visible: 0, inFlight: 0, delayed: 0 };
  const waiters = new Set<() => void>();
  let latest = clock.now();
  let armed: { readonly at: number; readonly cancel: () => void } | undefined;

  const expiresAt = (message: Message) => message.sentAt + retentionSeconds * 1000;

  function place(message: Message, to: Message['place']) {
    if (message.place !== 'gone') counts[message.place] -= 1;
    if (to !== 'gone') counts[to] += 1;
    message.place = to;
    changed(message);
  }

  function show(message: Message) {
    message.hiddenUntil = 0;
    place(message, 'visible');
    ready.join(message);
    for (const wake of [...waiters]) wake();
  }

  function hide(message: Message, ms: number, to: 'inFlight' | 'delayed') {
    if (ms <= 0) return show(message);
    message.hiddenUntil = clock.now() + ms;
    place(message, to);
    due.add({ at: message.hiddenUntil, item: message });
    arm();
  }

  function drop(message: Message) {
    messages.delete(message.id);
    place(message, 'gone');
    // Entries of dropped messages stay in the heap until they are due, which may be 14 days. It is rebuilt when they outnumber
    // the rest.
    if (due.size() > 3 * messages.size + 64) rebuildDue();
  }

  function rebuildDue() {
    due.clear();
    for (const message of messages.values()) watch(message);
  }

  function watch(message: Message) {
    due.add({ at: expiresAt(message), item: message });
    if (message.hiddenUntil > 0) due.add({ at: message.hiddenUntil, item: message });
  }

  function arm() {
    const first = due.first();
    if (!first || (armed && armed.at <= first.at)) return;
    armed?.cancel();
    const cancel = clock.schedule(first.at, () => {
      armed = undefined;
      settle();
    });
    armed = { at: first.at, cancel };
  }

  /** Updates the queue to the clock: due messages become visible, too old ones are deleted. */
  function settle() {
    const now = clock.now();
    if (now < latest - resetMs) followReset(latest - now);
    latest = now;
    for (let first = due.first(); first && first.at <= now; first = due.first()) {
      due.takeFirst();
      const message = first.item;
      if (message.place === 'gone') continue;
      if (expiresAt(message) <= now) drop(message);
      else if (message.place !== 'visible' && message.hiddenUntil <= now) show(message);
    }
    arm();
  }

  /** The clock was moved back by `ms`: a message that was hidden for 30 s more stays hidden for 30 s more, not for a day. */
  function followReset(ms: number) {
    for (const message of messages.values()) {
      if (message.hiddenUntil === 0) continue;
      message.hiddenUntil -= ms;
      changed(message);
    }
    rebuildDue();
    armed?.cancel();
    armed = undefined;
  }

  function add(message: Message, delayMs: number) {
    messages.set(message.id, message);
    message.place = 'gone';
    due.add({ at: expiresAt(message), item: message });
    hide(message, delayMs, 'delayed');
    arm();
  }

  function nextVisible(): Message | undefined {
    for (let message = ready.next(); message; message = ready.next()) if (message.place === 'visible') return message;
    return undefined;
  }

  /** Resolves as soon as a message is visible; rejects with the signal's reason if that fires first. */
  function waitUntilVisible(signal?: AbortSignal): Promise<void> {
    settle();
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (counts.visible > 0) return resolve();
      const stop = () => {
        waiters.delete(wake);
        signal?.removeEventListener('abort', abort);
      };
      const wake = () => {
        stop();
        resolve();
      };
      const abort = () => {
        stop();
        reject(signal?.reason);
      };
      waiters.add(wake);
      signal?.addEventListener('abort', abort);
    });
  }

  return {
    counts,
    get: (id: string): Message | undefined => messages.get(id),
    list: (): Message[] => [...messages.values()],
    add,
    hide,
    drop,
    settle,
    nextVisible,
    waitUntilVisible,
    purge() {
      for (const message of [...messages.values()]) drop(message);
      ready.clear();
    },
    /** Restores messages of an earlier run; hidden ones stay hidden for the rest of their time, in ms. */
    restore(saved: readonly { readonly message: Message; readonly savedAt: number }[]) {
      for (const { message, savedAt } of saved) {
        const left = Math.min(message.hiddenUntil, clock.now() + message.hiddenUntil - savedAt) - clock.now();
        const wasDelayed = message.place === 'delayed';
        const restored = { ...message, place: 'gone' as const, hiddenUntil: 0 };
        messages.set(restored.id, restored);
        due.add({ at: expiresAt(restored), item: restored });
        hide(restored, message.place === 'visible' ? 0 : left, wasDelayed ? 'delayed' : 'inFlight');
      }
      arm();
    },
    stop() {
      armed?.cancel();
      due.clear();
    },
  };
}
