import type { AlarmState } from './alarms.ts';

/** The states of an account's alarms, by name. */
export type States = ReadonlyMap<string, AlarmState>;

const token = /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^"()]+?)"?\s*\)|(AND|OR|NOT|TRUE|FALSE|[()]))/y;

type Token = { readonly state: AlarmState; readonly alarm: string } | string;

/** An alarm by its name or its ARN. */
const nameOf = (text: string) => (text.startsWith('arn:') ? text.slice(text.lastIndexOf(':alarm:') + 7) : text);

function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < rule.trimEnd().length) {
    const match = token.exec(rule);
    if (!match) throw new Error(`the alarm rule "${rule}" is not played on this machine`);
    const [, state, alarm, word = ''] = match;
    if (state === 'ALARM' || state === 'OK' || state === 'INSUFFICIENT_DATA')
      tokens.push({ state, alarm: nameOf(alarm ?? '') });
    else tokens.push(word);
  }
  return tokens;
}

/**
 * Whether a composite alarm's rule holds: ALARM, OK and INSUFFICIENT_DATA of an alarm, NOT, AND, OR, TRUE, FALSE and brackets.
 * Throws Error for anything else, and for an alarm that does not exist.
 */
export function ruleHolds(rule: string, states: States): boolean {
  const tokens = tokensOf(rule);

  function operand(): boolean {
    const next = tokens.shift();
    if (next === 'NOT') return !operand();
    if (next === 'TRUE' || next === 'FALSE') return next === 'TRUE';
    if (next === '(') {
      const value = either();
      if (tokens.shift() !== ')') throw new Error(`a bracket of "${rule}" is not closed`);
      return value;
    }
    if (typeof next !== 'object') throw new Error(`"${rule}" is not played on this machine at ${next ?? 'its end'}`);
    const state = states.get(next.alarm);
    if (state === undefined) throw new Error(`"${rule}" names ${next.alarm}, which is no alarm`);
    return state === next.state;
  }
  function both(): boolean {
    let value = operand();
    while (tokens[0] === 'AND') {
      tokens.shift();
      value = operand() && value;
    }
    return value;
  }
  function either(): boolean {
    let value = both();
    while (tokens[0] === 'OR') {
      tokens.shift();
      value = both() || value;
    }
    return value;
  }

  const value = either();
  if (tokens.length > 0) throw new Error(`"${rule}" is not played on this machine at ${JSON.stringify(tokens[0])}`);
  return value;
}
