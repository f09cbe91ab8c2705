import type { AnyComponent } from 'preact';
import lazy from 'preact-iso/lazy';
import { BrokenPage } from './broken-page.tsx';

/** A page that is fetched when it is first opened; where that fails, a page that says so. */
export const lazyPage = (load: () => Promise<AnyComponent>) => lazy(() => load().catch((): AnyComponent => BrokenPage));
