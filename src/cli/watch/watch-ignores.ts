import { basename, relative, resolve, sep } from 'node:path'
import type { RunFlags } from '../flags/flags.ts'

/** Folders whose changes mean nothing for a server under test. */
const FOLDERS = new Set(['node_modules', '.git'])

/** Ledgers, records and unfinished reports of runs; temporary files of editors. */
const FILES = /^conform\.ledger.*\.jsonl$|^conform\.last\..*\.json$|^\.conform-.*\.tmp$|~$|\.sw[a-z]$|^4913$/

/** Returns a function that is true for paths in a watched folder that the run itself writes, or that mean nothing. */
export function watchIgnores(folder: string, { reporter = [], ledger }: RunFlags): (path: string) => boolean {
  const reports = reporter.flatMap((value) => (value.includes('=') ? [value.slice(value.indexOf('=') + 1)] : []))
  const own = new Set([...reports, ...(ledger === undefined ? [] : [ledger])].map((file) => resolve(file)))
  return (path) =>
    FILES.test(basename(path)) ||
    own.has(resolve(path)) ||
    relative(folder, path)
      .split(sep)
      .some((name) => FOLDERS.has(name))
}
