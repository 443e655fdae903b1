import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a report goes: a file, whole or not at all; or a stream, as it comes. */
export type SinkTarget = { readonly file: string } | { readonly stream: NodeJS.WriteStream }

export interface SinkOptions {
  /** The last gate: every text passes through it. Known secrets come out replaced. */
  readonly mask?: (text: string) => string
}

/** The only place from which a report leaves the process. */
export interface Sink {
  readonly write: (text: string) => void
  /** Puts the file in its place, or waits until the stream has taken everything. Throws a sentence if it could not be written. */
  readonly commit: () => Promise<void>
  /** Leaves no trace of the file. What went to a stream has gone. */
  readonly discard: () => void
}

/** Throws an Error with a sentence where the file cannot be written. */
export function openSink(target: SinkTarget, options: SinkOptions = {}): Sink {
  const outlet = 'stream' in target ? openStream(target.stream) : openFile(target.file)
  const mask = options.mask ?? ((text: string): string => text)
  return {
    ...outlet,
    write: (text) => {
      if (text !== '') outlet.write(mask(text))
    },
  }
}

/** A reader that goes away (`| head`) is no failure: what comes after is dropped. */
function openStream(stream: NodeJS.WriteStream): Sink {
  let closed = false
  let failure: Error | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') failure ??= error
  })
  return {
    write: (text) => {
      if (!closed) stream.write(text)
    },
    async commit() {
      // An empty write is called back when all before it have gone, or have failed.
      if (!closed) await new Promise<void>((resolve) => void stream.write('', () => resolve()))
      if (failure !== undefined) throw new Error(`the report cannot be written: ${failure.message}`, { cause: failure })
    },
    discard: () => undefined,
  }
}

/** A temporary file beside the real one, which takes its place at the end. */
function openFile(file: string): Sink {
  const existing = attempt(file, () => inspect(file))
  if (existing !== undefined && !existing.stats.isFile()) return openDevice(file)
  // Through a link to what it leads to, which is to be replaced; a rename would replace the link.
  const path = existing?.path ?? file
  const temporary = join(dirname(path), `.conform-${randomBytes(6).toString('hex')}.tmp`)
  const descriptor = attempt(file, () => openSync(temporary, 'wx', existing?.stats.mode))
  let open = true
  const close = (): void => {
    if (open) closeSync(descriptor)
    open = false
  }
  const discard = (): void => {
    close()
    rmSync(temporary, { force: true })
  }
  return {
    write: (text) => attempt(file, () => writeFileSync(descriptor, text)),
    async commit() {
      try {
        attempt(file, () => {
          fsyncSync(descriptor)
          close()
          renameSync(temporary, path)
        })
      } catch (error) {
        discard()
        throw error
      }
    },
    discard,
  }
}

/** Such as /dev/stdout: it cannot be replaced, so it gets everything at the end. */
function openDevice(file: string): Sink {
  let text = ''
  return {
    write: (more) => {
      text += more
    },
    async commit() {
      try {
        writeFileSync(file, text)
      } catch (error) {
        if (codeOf(error) !== 'EPIPE') throw refuse(file, error)
      }
    },
    discard: () => undefined,
  }
}

interface Existing {
  readonly path: string
  readonly stats: Stats
}

function inspect(file: string): Existing | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (stats.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  accessSync(file, constants.W_OK)
  return { path: realpathSync(file), stats }
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw refuse(file, error)
  }
}

function refuse(file: string, error: unknown): Error {
  const reason = REASONS[codeOf(error)]?.(dirname(file)) ?? (error instanceof Error ? error.message : String(error))
  return new Error(`the report ${file} cannot be written: ${reason}`, { cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const REASONS: Readonly<Record<string, (folder: string) => string>> = {
  ENOENT: (folder) => `the folder ${folder} does not exist; make it first`,
  ENOTDIR: (folder) => `${folder} is not a folder`,
  EISDIR: () => 'it is a folder; name a file in it',
  EACCES: () => 'permission is denied',
  EPERM: () => 'permission is denied',
  EROFS: () => 'the file system is read-only',
  ENOSPC: () => 'there is no space left',
}
