import { describe, expect, it } from 'vitest';
import { foldAccents, joinName, normaliseName } from '#shared/insurer/identity/names.ts';

describe('R2.4 names are compared after normalising', () => {
  it.each([
    ['Kovács-Nagy Éva', 'KOVÁCS - NAGY  éva'],
    ['Kovács-Nagy Éva', 'Kovács – Nagy\u00a0Éva'],
    ['dr. Kiss Ödön', 'Kiss Ödön'],
    ['Dr.Kiss Ödön', 'Kiss Ödön'],
    ['Kiss Ödön dr.', 'Kiss Ödön'],
    ['özv. dr. Kiss Ödönné', 'Kiss Ödönné'],
    ['ifj. Szabó Péter', 'id Szabó Péter'],
    ['Ifjabb Szabó Péter', 'Szabó Péter'],
    ['E\u0301va', 'Éva'],
    ['Kiss-dr. Nagy Éva', 'Kiss-Nagy Éva'],
    ['Nagy\u00adné Éva', 'Nagyné Éva'],
    ['D’Angelo Éva', "D'Angelo Éva"],
  ])('%s = %s', (one, other) => expect(normaliseName(one)).toBe(normaliseName(other)));

  it.each([
    ['Szabó Péterné', 'Szabó Péter'],
    ['Szabóné Kiss Anna', 'Szabó Kiss Anna'],
    ['Drahos Éva', 'Ahos Éva'],
    ['Ida Éva', 'A Éva'],
    ['Kiss Ödön', 'Kiss Odon'],
  ])('%s is not %s', (one, other) => expect(normaliseName(one)).not.toBe(normaliseName(other)));

  it('family and given name are compared joined', () =>
    expect(joinName('Szabóné', 'Kiss Anna')).toBe(joinName('Szabóné Kiss', 'Anna')));

  it('a name that is only a title stays', () => expect(normaliseName('Dr')).toBe('dr'));

  it.each([
    ['Ödön Őry', 'odon ory'],
    ['Õry', 'ory'],
    ['Đorđe Łukasz', 'dorde lukasz'],
    ['Péterné', 'peterne'],
  ])('%s without accents is %s', (name, folded) => expect(foldAccents(normaliseName(name))).toBe(folded));
});
