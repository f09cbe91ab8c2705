import { describe, expect, it } from 'vitest';
import {
  type Asker,
  forgettableFrom,
  isTaken,
  type PasswordTurns,
  take,
  turnLength,
} from '#shared/sign-in/credentials/password-turn.ts';

const now = Date.parse('2027-01-31T12:00:00Z');
const asker = (id: string, over: Partial<Asker> = {}): Asker => ({ id, outranks: false, ...over });
const recovery = asker('recovery', { outranks: true });
const taken = (id: string): PasswordTurns => ({ turn: { id, until: now + turnLength } });

describe('R4.3 whose turn it is to set the password', () => {
  it('belongs to one at a time', () => {
    const { state, isTaken: first } = take({}, asker('a'), now);
    expect([first, state]).toEqual([true, taken('a')]);
    const other = take(state, asker('b'), now + turnLength - 1);
    expect(other.isTaken).toBe(false);
    expect(other.state).toBe(state);
  });

  it('the same id again is the same turn, since the answer to the first may have been lost', () => {
    const state = taken('a');
    expect(take(state, asker('a'), now)).toEqual({ state, isTaken: true });
  });

  it('a turn that was not given back runs out, and is taken until then', () => {
    expect(isTaken(taken('a'), now + turnLength - 1)).toBe(true);
    expect(isTaken(taken('a'), now + turnLength)).toBe(false);
    expect(take(taken('a'), asker('b'), now + turnLength).isTaken).toBe(true);
  });

  it('a waiting recovery is next: no other begins, however often it asks', () => {
    const waiting = take(taken('a'), recovery, now);
    expect(waiting.isTaken).toBe(false);
    const { turn: _, ...released } = waiting.state;
    for (const other of [asker('b'), asker('helpdesk', { outranks: true })]) {
      const { state, isTaken: begins } = take(released, other, now + 1);
      expect([begins, state]).toEqual([false, released]);
    }
    expect(take(released, recovery, now + 2)).toEqual({
      state: { turn: { id: 'recovery', until: now + 2 + turnLength } },
      isTaken: true,
    });
  });

  it('a recovery that died does not delay others for long', () => {
    const { turn: _, ...released } = take(taken('a'), recovery, now).state;
    expect(take(released, asker('b'), now + turnLength).isTaken).toBe(true);
  });

  it('a waiting call writes once, not at every look', () => {
    const { state } = take(taken('a'), recovery, now);
    expect(take(state, recovery, now + 1_000).state).toBe(state);
    expect(take(state, recovery, now + 30_000).state.next?.until).toBe(now + 30_000 + turnLength);
  });
});

describe('R2.9 the password of an SMS', () => {
  const sms = (id: string) => asker(id, { sms: { secretVersion: '1' } });
  const released = (state: PasswordTurns): PasswordTurns => (state.sms ? { sms: state.sms } : {});

  it('is the same within a minute, and changes later', () => {
    const first = take({}, sms('a'), now).state;
    const second = take(released(first), sms('b'), now + 59_999).state;
    expect(second.sms).toEqual({ seed: 'a', at: now, secretVersion: '1' });
    expect(take(released(second), sms('c'), now + 60_000).state.sms?.seed).toBe('c');
  });

  it('changes once any other password was set', () => {
    const first = take({}, sms('a'), now).state;
    const changed = take(released(first), asker('b'), now + 1).state;
    expect(changed.sms).toBeUndefined();
    expect(take(released(changed), sms('c'), now + 2).state.sms?.seed).toBe('c');
  });

  it('what no longer counts can be deleted', () => {
    const { state } = take({}, sms('a'), now);
    expect(forgettableFrom(state)).toBe(now + 60_000);
    expect(forgettableFrom(taken('a'))).toBe(now + turnLength);
  });
});
