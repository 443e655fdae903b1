import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join, sep } from 'node:path'
import { UserError } from '../../source/mistake.ts'

/** A folder that is watched with all of its folders. */
export interface WatchedFolder {
  readonly close: () => void
}

interface Watching {
  /** True for a path whose changes mean nothing. */
  readonly ignored: (path: string) => boolean
  /** Called once after changes that follow one another closely, with the path of the first. */
  readonly onChange: (path: string) => void
}

/** The quiet time after a change before it is told, in milliseconds: an editor or a compiler writes several files. */
const QUIET = 100

/**
 * Watches a folder. Each folder has a watcher of its own, because the recursive watcher of Node cannot leave out folders on Linux.
 * Links to folders are not followed.
 * @throws UserError for a folder that does not exist, or with more folders than the system can watch.
 */
export function watchFolder(root: string, { ignored, onChange }: Watching): WatchedFolder {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError(`--watch needs a folder, and "${root}" is none; patterns of cases come before --watch`)
  const watchers = new Map<string, FSWatcher>()
  const tell = debounced(onChange)
  const changed = (path: string): void => {
    if (ignored(path)) return
    forget(path, watchers)
    if (isFolder(path)) add(path)
    tell.call(path)
  }
  const add = (folder: string): void => {
    for (const path of foldersIn(folder, ignored)) {
      if (watchers.has(path)) continue
      const watcher = start(path, root, (name) => changed(join(path, name)))
      if (watcher === undefined) continue
      // A folder that is deleted ends its watcher with an error on some systems.
      watcher.on('error', () => forget(path, watchers))
      watchers.set(path, watcher)
    }
  }
  const close = (): void => {
    tell.cancel()
    for (const watcher of watchers.values()) watcher.close()
    watchers.clear()
  }
  try {
    add(root)
  } catch (error) {
    close()
    throw error
  }
  return { close }
}

/** Ends the watchers of a folder that was deleted or replaced, and of all folders in it. */
function forget(path: string, watchers: Map<string, FSWatcher>): void {
  for (const [folder, watcher] of watchers) {
    if (folder !== path && !folder.startsWith(path + sep)) continue
    watcher.close()
    watchers.delete(folder)
  }
}

function start(path: string, root: string, onName: (name: string) => void): FSWatcher | undefined {
  try {
    return watch(path, (_, name) => {
      if (name !== null) onName(name)
    })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    // The folder was deleted just now.
    if (code === 'ENOENT') return undefined
    if (code === 'ENOSPC' || code === 'EMFILE')
      throw new UserError(`${root} has more folders than the system can watch; name a smaller folder after --watch`, {
        cause,
      })
    throw new UserError(`the folder ${path} cannot be watched (${code ?? ''}); name another folder after --watch`, {
      cause,
    })
  }
}

/** A folder and all folders in it. A folder that cannot be read has none. */
function foldersIn(folder: string, ignored: (path: string) => boolean): readonly string[] {
  const found = [folder]
  for (let index = 0; index < found.length; index += 1) {
    const path = found[index] ?? folder
    for (const name of subfolders(path)) if (!ignored(join(path, name))) found.push(join(path, name))
  }
  return found
}

function subfolders(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}

interface Debounced {
  readonly call: (path: string) => void
  readonly cancel: () => void
}

function debounced(tell: (path: string) => void): Debounced {
  let timer: NodeJS.Timeout | undefined
  let first: string | undefined
  return {
    call(path) {
      first ??= path
      clearTimeout(timer)
      timer = setTimeout(() => {
        const told = first ?? path
        first = undefined
        tell(told)
      }, QUIET)
    },
    cancel: () => clearTimeout(timer),
  }
}
