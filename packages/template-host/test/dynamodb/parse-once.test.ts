import { describe, expect, it } from 'vitest';
import { type ParserContext, parseOnce } from '#host/dynamodb/parse-once.ts';

/** The names (`#a`) and values (`:a`) of a text, as a tree; counts its calls. */
function aParser() {
  const parsed: string[] = [];
  const parse = parseOnce((text, { context }) => {
    parsed.push(text);
    if (text === 'wrong') throw new Error('Syntax error');
    if (text === 'reserved') return 'a reserved word';
    const { attrNames = {}, attrVals = {}, unusedAttrNames, unusedAttrVals } = context;
    const [names, values] = [text.match(/#\w+/g) ?? [], text.match(/:\w+/g) ?? []];
    for (const name of names) delete unusedAttrNames[name];
    for (const name of values) delete unusedAttrVals[name];
    return { type: 'and', args: [names.map((name) => attrNames[name]), ...values.map((name) => attrVals[name])] };
  });
  return { parse, parsed };
}

const aContext = (attrNames: Record<string, string>, attrVals: Record<string, object>): ParserContext => ({
  ...{ attrNames, attrVals },
  unusedAttrNames: Object.fromEntries(Object.keys(attrNames).map((name) => [name, true] as const)),
  unusedAttrVals: Object.fromEntries(Object.keys(attrVals).map((name) => [name, true] as const)),
});

describe('an expression that comes again', () => {
  it('is not parsed again, and has the values of its own request', () => {
    const { parse, parsed } = aParser();
    for (const text of ['one', 'two']) {
      const context = aContext({ '#s': 'state', '#t': 'type' }, { ':s': { S: text }, ':t': { N: '1' } });
      expect(parse('#s = :s', { context })).toEqual({ type: 'and', args: [['state'], { S: text }] });
      expect(context).toMatchObject({ unusedAttrNames: { '#t': true }, unusedAttrVals: { ':t': true } });
      expect([Object.keys(context.unusedAttrNames), Object.keys(context.unusedAttrVals)]).toEqual([['#t'], [':t']]);
    }
    expect(parsed).toHaveLength(1);
  });

  it('is parsed again for another name, another type or another set of values', () => {
    const { parse, parsed } = aParser();
    parse('#s = :s', { context: aContext({ '#s': 'state' }, { ':s': { S: 'a' } }) });
    parse('#s = :s', { context: aContext({ '#s': 'type' }, { ':s': { S: 'a' } }) });
    parse('#s = :s', { context: aContext({ '#s': 'state' }, { ':s': { N: '1' } }) });
    parse('#s = :s', { context: aContext({ '#s': 'state' }, {}) });
    expect(parsed).toHaveLength(4);
  });

  it.each(['#s BETWEEN :s AND :s', 'attribute_type(#s, :s)'])('is parsed each time where values decide: %s', (text) => {
    const { parse, parsed } = aParser();
    for (const value of ['S', 'N']) parse(text, { context: aContext({ '#s': 'state' }, { ':s': { S: value } }) });
    expect(parsed).toHaveLength(2);
  });

  it('is refused each time', () => {
    const { parse, parsed } = aParser();
    for (let n = 0; n < 2; n++) {
      expect(() => parse('wrong', { context: aContext({}, {}) })).toThrow('Syntax error');
      expect(parse('reserved', { context: aContext({}, {}) })).toBe('a reserved word');
    }
    expect(parsed).toEqual(['wrong', 'reserved', 'wrong', 'reserved']);
  });

  it('does not hand out what an earlier request may have changed', () => {
    const { parse } = aParser();
    const ask = () => parse('#s = :s', { context: aContext({ '#s': 'state' }, { ':s': { S: 'a' } }) });
    for (let n = 0; n < 2; n++) {
      const tree = ask();
      Object.assign(tree ?? {}, { type: 'changed' });
      expect(ask()).toMatchObject({ type: 'and' });
    }
  });
});
