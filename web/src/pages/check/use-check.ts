import { useRef, useState } from 'preact/hooks';
import type { Authenticity } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../session/portal-session.ts';
import { type ChosenFile, filesToCheck } from './chosen-files.ts';
import { sha256Of } from './sha256.ts';

export type Checking = {
  readonly name: string;
  readonly result: 'checking' | 'unreadable' | Problem | Authenticity;
};

/** Several files: how many are done, and what is wrong with which. `isEmpty`: there was nothing to check. */
export type CheckingMany = {
  readonly of: number;
  readonly genuine: number;
  readonly unknown: readonly string[];
  readonly unreadable: readonly string[];
  /** Ends the check before its end. */
  readonly problem?: Problem;
  readonly isDone: boolean;
};

export type Checked = { readonly one: Checking } | { readonly many: CheckingMany };

async function judge({ read }: Pick<ChosenFile, 'read'>): Promise<Exclude<Checking['result'], 'checking'>> {
  const sha256 = await read()
    .then(sha256Of)
    .catch(() => undefined);
  if (sha256 === undefined) return 'unreadable';
  const outcome = await call('checkAuthenticity', { body: { sha256 } });
  return outcome.ok ? outcome.body : outcome.problem;
}

/** Checks what is chosen, one file after the other; only fingerprints leave the browser (R7.2). The last choice counts. */
export function useCheck() {
  const [checked, setChecked] = useState<Checked>();
  const asked = useRef(0);

  const checkMany = async (files: readonly ChosenFile[], isCurrent: () => boolean) => {
    let many: CheckingMany = { of: files.length, genuine: 0, unknown: [], unreadable: [], isDone: files.length === 0 };
    const say = (change: Partial<CheckingMany>) => {
      many = { ...many, ...change };
      if (isCurrent()) setChecked({ many });
    };
    say({});
    for (const file of files) {
      const result = await judge(file);
      if (!isCurrent()) return;
      if (result === 'unreadable') say({ unreadable: [...many.unreadable, file.name] });
      else if ('code' in result) return say({ problem: result, isDone: true });
      else if (result.genuine) say({ genuine: many.genuine + 1 });
      else say({ unknown: [...many.unknown, file.name] });
    }
    say({ isDone: true });
  };

  const check = async (chosen: readonly File[] | Promise<readonly File[]>) => {
    asked.current += 1;
    const mine = asked.current;
    const isCurrent = () => mine === asked.current;
    const given = await chosen;
    const [only] = given;
    if (given.length === 1 && only) setChecked({ one: { name: only.name, result: 'checking' } });
    const files = await filesToCheck(given);
    if (!isCurrent()) return;
    const [first] = files;
    if (given.length !== 1 || files.length !== 1 || !first) return checkMany(files, isCurrent);
    const result = await judge(first);
    if (isCurrent()) setChecked({ one: { name: first.name, result } });
  };
  return { checked, check };
}
