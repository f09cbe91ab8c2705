import type { BundleResult } from '../../keeping/manifest.ts';

const results: Readonly<Record<BundleResult, string>> = {
  saved: 'elmentve',
  gone: 'már nem érhető el',
  damaged: 'nem egyezik az eredetivel, ezért nem mentettük',
};

export const keeping = {
  saveAll: (count: number) =>
    count === 1 ? 'Mentés ZIP-fájlban (1 dokumentum)' : `Mentés egy ZIP-fájlban (${count} dokumentum)`,
  progressLabel: 'A mentés állapota',
  progress: (done: number, of: number) => `${of} dokumentumból ${done} kész`,
  paused: 'Megszakadt az internetkapcsolat. Amint helyreáll, innen folytatjuk.',
  goOn: 'Folytatás most',
  giveUp: 'Mentés megszakítása',
  done: (count: number, name: string) =>
    `${count} dokumentumot elmentettünk egy fájlba: ${name}. Mindegyik megegyezik az eredetivel.`,
  missing: 'Ezek nem kerültek a fájlba:',
  failed: 'A mentés nem sikerült. Kérjük, próbálja újra, vagy mentsen kevesebb dokumentumot egyszerre.',
  bundleName: (day: string) => `Dokumentumok ${day}.zip`,
  manifestName: 'Jegyzék.csv',
  manifest: {
    columns: ['Fájl', 'Típus', 'Cím', 'Kötvényszám', 'Érkezett', 'Elérhető eddig', 'Bájt', 'SHA-256', 'Állapot'],
    results,
  },
  farewell: {
    title: 'Előbb mentse el a dokumentumait',
    lead: 'A regisztráció megszüntetése után itt már nem nyithatja meg őket. Most egyszerre elmentheti mindet.',
  },
};
