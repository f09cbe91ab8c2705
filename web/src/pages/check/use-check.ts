import { useRef, useState } from 'preact/hooks';
import type { Authenticity } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../session/portal-session.ts';
import { sha256Of } from './sha256.ts';

export type Checking = {
  readonly name: string;
  readonly result: 'checking' | 'unreadable' | Problem | Authenticity;
};

/** Checks one file after the other; only the fingerprint leaves the browser (R7.2). The last file chosen counts. */
export function useCheck() {
  const [checking, setChecking] = useState<Checking>();
  const asked = useRef(0);
  const check = async (file: File) => {
    asked.current += 1;
    const mine = asked.current;
    const say = (result: Checking['result']) => {
      if (mine === asked.current) setChecking({ name: file.name, result });
    };
    say('checking');
    const sha256 = await sha256Of(file).catch(() => undefined);
    if (sha256 === undefined) return say('unreadable');
    const outcome = await call('checkAuthenticity', { body: { sha256 } });
    say(outcome.ok ? outcome.body : outcome.problem);
  };
  return { checking, check };
}
