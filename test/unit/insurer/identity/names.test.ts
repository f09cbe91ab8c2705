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
    ['Kovács Béla Jr.', 'Kovács Béla'],
    ['Kovács Béla, jr.', 'Kovács Béla'],
    ['Kovács Béla sr', 'Kovács Béla'],
    ['Prof. Dr. Kiss Péter', 'Kiss Péter'],
    ['PROF.DR.KISS PÉTER', 'Kiss Péter'],
    ['Kiss Péter PhD', 'Kiss Péter'],
    ['Kiss Péter, Ph.D.', 'Kiss Péter'],
    ['Kiss Péter Ph. D.', 'Kiss Péter'],
    ['Dr. habil. Kiss Péter', 'Kiss Péter'],
    ['Doktor Kiss Péter', 'dr. Kiss Péter'],
    ['professzor Kiss Péter', 'Kiss Péter'],
    ['idõsebb Kiss Péter', 'Kiss Péter'],
    ['OZV. KISS PETERNE', 'Kiss Peterne'],
    ['Kovács Junior Béla', 'Kovács Béla'],
    ['Szõke Gyûrû', 'Szőke Gyűrű'],
    ['SZÕKE', 'Szőke'],
    ['Ştefan Ţepeş', 'Ștefan Țepeș'],
    ['\u200eKiss Anna\u200f', 'Kiss Anna'],
    ['\u202aKiss\u202c Anna', 'Kiss Anna'],
    ['\u2066Kiss\u2069 An\u200bna', 'Kiss Anna'],
    ['Kiss\u2060 Anna\ufe0f', 'Kiss Anna'],
  ])('%s = %s', (one, other) => expect(normaliseName(one)).toBe(normaliseName(other)));

  it.each([
    ['Szabó Péterné', 'Szabó Péter'],
    ['Szabóné Kiss Anna', 'Szabó Kiss Anna'],
    ['Drahos Éva', 'Ahos Éva'],
    ['Ida Éva', 'A Éva'],
    ['Kiss Ödön', 'Kiss Odon'],
    ['Szőke', 'Szöke'],
    ['Gyűrű', 'Gyürü'],
    ['Profán Éva', 'Án Éva'],
    ['Kiss Srgyan', 'Kiss'],
    ['Phdang Anna', 'Ang Anna'],
    ['Ștefan', 'Stefan'],
    ['Kiss-Nagy', 'Kiss Nagy'],
  ])('%s is not %s', (one, other) => expect(normaliseName(one)).not.toBe(normaliseName(other)));

  it('family and given name are compared joined', () =>
    expect(joinName('Szabóné', 'Kiss Anna')).toBe(joinName('Szabóné Kiss', 'Anna')));

  it.each([
    ['Suharto', ''],
    ['Suharto', '-'],
    ['', 'Suharto'],
    ['–', 'Suharto'],
    ['Suharto', ' - '],
    ['Suharto', '\u200e-'],
  ])('R2.1 one name only: %j %j', (family, given) => expect(joinName(family, given)).toBe('suharto'));

  it('a name that is only a title stays', () => expect(normaliseName('Dr')).toBe('dr'));

  it.each([
    ['Ödön Őry', 'odon ory'],
    ['Õry', 'ory'],
    ['Đorđe Łukasz', 'dorde lukasz'],
    ['Péterné', 'peterne'],
  ])('%s without accents is %s', (name, folded) => expect(foldAccents(normaliseName(name))).toBe(folded));
});
