import { describe, expect, it } from 'vitest';
import { normalisePlace } from '#shared/insurer/identity/places.ts';

describe('R2.4 places of birth', () => {
  it.each([
    'Budapest',
    'BUDAPEST VIII. kerület',
    'Budapest, 8. ker.',
    'Bp.',
    'Bp. XI',
    'Bp 08',
    'bp.11',
    '1085 Budapest',
    'Budapest-Kőbánya',
    'Budapest (XX.)',
    'Budapest, Magyarország',
    'Újpest',
  ])('%s is Budapest', (place) => expect(normalisePlace(place)).toBe('budapest'));

  it.each([
    ['Sztálinváros', 'Dunaújváros'],
    ['Kolozsvár', 'Cluj-Napoca'],
    ['Kolozsvár', 'Cluj - Napoca, Románia'],
    ['Kolozsvár', 'Kolozsvár (RO)'],
    ['Kolozsvár', 'kolozsvár / Romania'],
    ['Temesvár', 'Timisoara'],
    ['Marosvásárhely', 'Târgu Mureş'],
    ['Bécs', 'Wien, Österreich'],
    ['Győr', 'Győr.'],
  ])('%s = %s', (one, other) => expect(normalisePlace(other)).toBe(normalisePlace(one)));

  it.each([
    ['Budapest', 'Budaörs'],
    ['Budapest', 'Bpx'],
    ['Kolozsvár', 'Kolozsvar'],
    ['Bonyhád', 'Bonyhád, Tolna megye'],
    ['Pestszentiván', 'Pest'],
  ])('%s is not %s', (one, other) => expect(normalisePlace(other)).not.toBe(normalisePlace(one)));
});
