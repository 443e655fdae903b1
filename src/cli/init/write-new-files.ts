import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../../source/mistake.ts'

/** A file that `conform init` writes. The path is relative to the working directory. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** The paths of written files, and of files that existed before. */
export interface WrittenFiles {
  readonly written: readonly string[]
  readonly kept: readonly string[]
}

/**
 * Writes files that do not exist yet. An existing file stays as it is.
 * @throws UserError where a file cannot be written; all files and folders of this call are deleted then.
 */
export function writeNewFiles(files: readonly NewFile[]): WrittenFiles {
  const written: string[] = []
  const kept: string[] = []
  const folders: string[] = []
  for (const { path, text } of files) {
    try {
      const made = mkdirSync(dirname(path), { recursive: true })
      if (made !== undefined) folders.push(made)
      written.push(path)
      writeFileSync(path, text, { flag: 'wx' })
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException
      // An exclusive write that finds a file has not touched it.
      if (code === 'EEXIST' && written.at(-1) === path) kept.push(...written.splice(-1))
      else throw undo(path, { written, folders, cause })
    }
  }
  return { written, kept }
}

interface Undoing {
  readonly written: readonly string[]
  readonly folders: readonly string[]
  readonly cause: unknown
}

function undo(path: string, { written, folders, cause }: Undoing): UserError {
  for (const file of written) rmSync(file, { force: true })
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  const { code = '' } = cause as NodeJS.ErrnoException
  return new UserError(`${path} cannot be written (${code}); nothing is written`, { cause })
}
