// What is needed to read a ConfigStore, loaded while the layers that hold it are still being opened.
import type { Document } from '../document/document'
import { expectSqlite } from './sqlite'

/** Begins to load SQLite for a backup that is sealed: since 7.0 U2 a host seals it, and since 7.0 it keeps a ConfigStore in it. */
export function expectStore({ root }: Document): void {
  if (root.entries().some(({ opens }) => opens === 'envelope')) expectSqlite()
}
