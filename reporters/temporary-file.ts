import { randomBytes } from 'node:crypto'
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The names of temporary files. */
const NAME = /^\.conform-[\da-f]{12}\.tmp$/

/** The age at which a temporary file counts as left by a process that was killed, in milliseconds. */
const OLD = 3_600_000

/** A new name for a temporary file in the folder of a path. Removes what killed processes left there. */
export function temporaryBeside(path: string): string {
  const folder = dirname(path)
  removeLeftTemporaries(folder)
  return join(folder, `.conform-${randomBytes(6).toString('hex')}.tmp`)
}

/** Removes the temporary files of this user in a folder that are older than an hour. Files that cannot be removed stay. */
export function removeLeftTemporaries(folder: string): void {
  try {
    for (const name of readdirSync(folder))
      if (NAME.test(name) && isLeft(join(folder, name))) rmSync(join(folder, name))
  } catch {
    // A folder that cannot be read has an error of its own, and another run may remove the same file.
  }
}

function isLeft(file: string): boolean {
  const stats = lstatSync(file)
  return stats.isFile() && stats.uid === (process.getuid?.() ?? stats.uid) && Date.now() - stats.mtimeMs > OLD
}
