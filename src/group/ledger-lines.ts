import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { isObject } from '../json/pointer.ts'
import { UserError } from '../source/mistake.ts'
import { whyUnreadable } from '../source/read-text.ts'
import { isActive } from './is-active.ts'

/** An open file of JSON lines. Each line is in the file before `write` returns. A line that does not fit there is an error. */
export interface LedgerLines<T> {
  /** The path of the file. */
  readonly files: readonly [string]
  readonly write: (line: T) => void
  /** Closes and deletes the file: no member of the run is left. */
  readonly discard: () => void
  /** Closes the file and leaves it for `conform cleanup`. */
  readonly keep: () => void
}

export interface LineOptions {
  /** True if each line is synced to disk before its request, to survive a power loss. */
  readonly durable: boolean
  /** The command that removes the entries of an earlier ledger of the same name. */
  readonly cleanup: string
}

/**
 * Creates the file of a ledger, with its first line.
 * @throws UserError where the file exists already or cannot be written.
 */
export function createLines<T>(file: string, head: T, { durable, cleanup }: LineOptions): LedgerLines<T> {
  const descriptor = open(file, cleanup)
  let end = 0
  const write = (line: T): void => {
    end = writeWhole(descriptor, Buffer.from(`${JSON.stringify(line)}\n`), end)
    if (durable) fdatasyncSync(descriptor)
  }
  write(head)
  if (durable) syncFolder(dirname(file))
  const keep = (): void => closeSync(descriptor)
  return {
    files: [file],
    write,
    keep,
    discard: () => {
      keep()
      rmSync(file, { force: true })
    },
  }
}

/**
 * Writes all bytes at a place, and returns the place after them. A full disk takes a part of them and refuses the rest: that part is cut off again,
 * so that the next line does not follow half a line.
 */
function writeWhole(descriptor: number, bytes: Uint8Array, at: number): number {
  try {
    for (let done = 0; done < bytes.length;) {
      const written = writeSync(descriptor, bytes, done, bytes.length - done, at + done)
      if (written === 0) throw new Error('the file system takes no more bytes')
      done += written
    }
  } catch (error) {
    ftruncateSync(descriptor, at)
    throw error
  }
  return at + bytes.length
}

function open(file: string, cleanup: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw refuseLedger(file, cleanup, cause)
    const mend = code === 'ENOENT' ? 'create its folder, or choose' : 'choose'
    throw new UserError(
      `the ledger ${file}, the record of members to be created, cannot be written (${code ?? ''}); ${mend} another file with --ledger FILE`,
      { cause },
    )
  }
}

/** The error for a ledger of another run, which may have ended or still be active. */
export function refuseLedger(file: string, cleanup: string, cause?: unknown): UserError {
  const pid = writerOf(file)
  if (pid !== undefined && isActive({ pid }))
    return new UserError(
      `a run that is still active writes the ledger ${file} (process ${pid}): wait for its end, or choose another group, or another file with --ledger FILE`,
      { cause },
    )
  return new UserError(
    `an earlier run left the ledger ${file}: members that the run created may still exist on its target. Remove them with \`${cleanup}\`, or choose another file with --ledger FILE. Delete the ledger if the target has lost its members, such as a server in memory that was started again`,
    { cause },
  )
}

/** The process that wrote a ledger; undefined where the file does not tell. */
function writerOf(file: string): number | undefined {
  const { pid } = headOf(file)
  return typeof pid === 'number' ? pid : undefined
}

/** The name of the target of a ledger of any kind; undefined where there is no such file, or where it does not tell. */
export function targetIn(file: string): string | undefined {
  const { target } = headOf(file)
  return typeof target === 'string' ? target : undefined
}

function headOf(file: string): { readonly pid?: unknown; readonly target?: unknown } {
  try {
    const [head] = readLines(file)
    return isObject(head) ? head : {}
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
}

/** Syncs the folder: a new file name is data of its folder. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch {
    // Some file systems cannot sync a folder; the file itself is synced.
  } finally {
    closeSync(descriptor)
  }
}

/**
 * The values of the lines of a ledger. A line that is no JSON is undefined: a truncated last line was never followed by its request. See
 * `damagedLines` for all others.
 * @throws UserError where the file is missing, unreadable or empty.
 */
export function readLines(file: string): readonly unknown[] {
  const lines = textOf(file)
    .split('\n')
    .filter((line) => line !== '')
  // The first line is written before the first request.
  if (lines.length === 0)
    throw new UserError(`the ledger ${file} is empty: its run was stopped before its first request; delete the file`)
  return lines.map(parseLine)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new UserError(
      missing
        ? `the ledger ${file} does not exist: no run with this ledger left members on a target`
        : `the ledger ${file} cannot be read: ${whyUnreadable(cause)}`,
      { cause },
    )
  }
}

/**
 * The places of the damaged lines of a ledger after its head, as `file:line`: what they noted is not known. A last line that was cut off is none:
 * its request was never sent.
 * @param isEntry true for the value of a whole line
 */
export function damagedLines(file: string, isEntry: (value: unknown) => boolean): readonly string[] {
  const lines = textOf(file).split('\n')
  const isCut = (line: string, index: number): boolean => index === lines.length - 1 && parseLine(line) === undefined
  return lines.flatMap((line, index) =>
    index === 0 || line === '' || isCut(line, index) || isEntry(parseLine(line)) ? [] : [`${file}:${index + 1}`],
  )
}

/** The value of a line; undefined for a line that is no JSON. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
