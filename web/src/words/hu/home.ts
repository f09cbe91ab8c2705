export const home = {
  title: 'Kezdőlap',
  whose: (username: string, email: string) => `Belépett ügyfél: ${username} (${email})`,
  news: 'Új dokumentumok',
  nothingNew: 'Nincs új dokumentuma. Minden dokumentum megtekintése',
  allNew: (count: number) => `Minden új dokumentum (${count})`,
  toDo: 'Teendők',
  nothingToDo: 'Nincs teendője.',
  going: (count: number) =>
    `${count} dokumentum egy hónapon belül lekerül az ügyfélportálról. ${count === 1 ? 'Mentse el.' : 'Mentse el őket.'}`,
  withoutEposta: (count: number) => `${count} kötvényénél még nincs bekapcsolva az ePosta`,
  newEmail: 'Új e-mail-címe megerősítésre vár',
  newMobile: 'Új mobilszáma megerősítésre vár',
  help: 'Segítség',
  toHelp: 'Gyakori kérdések és válaszok',
};
