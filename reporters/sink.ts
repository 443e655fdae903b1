import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { temporaryBeside } from './temporary-file.ts'

/**
 * The output of a report. A file is written whole or not at all, unless it `streams`: that file, and a stream, get each text at once.
 */
type SinkTarget = ({ readonly file: string } | { readonly stream: NodeJS.WriteStream }) & {
  readonly streams?: true
}

interface SinkOptions {
  /** Replaces known secrets in each text before the write. */
  readonly mask?: (text: string) => string
}

/** An open output of a report. No other code writes a report. */
export interface Sink {
  readonly write: (text: string) => void
  /** Moves the file to its path, or waits for the stream. Rejects with an Error where the report cannot be written. */
  readonly commit: () => Promise<void>
  /** Deletes the unfinished file. Text on a stream stays, and so does a committed file. */
  readonly discard: () => void
}

/**
 * Opens an output.
 * @throws Error where the file cannot be written; the message names the file and the reason.
 */
export function openSink(target: SinkTarget, options: SinkOptions = {}): Sink {
  const outlet = 'stream' in target ? openStream(target.stream) : openNamed(target)
  const mask = options.mask ?? ((text: string): string => text)
  return {
    ...outlet,
    write: (text) => {
      if (text !== '') outlet.write(mask(text))
    },
  }
}

/** A closed pipe (`| head`) or terminal is not an error: later texts are dropped. */
function openStream(stream: NodeJS.WriteStream): Sink {
  let closed = false
  let failure: Error | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true
    if (!isClosed(error, stream)) failure ??= error
  })
  return {
    write: (text) => {
      if (!closed) stream.write(text)
    },
    async commit() {
      // The callback of an empty write comes after all earlier writes.
      if (!closed) await new Promise<void>((resolve) => void stream.write('', () => resolve()))
      if (failure !== undefined) throw new Error(`the report cannot be written: ${failure.message}`, { cause: failure })
    },
    discard: () => undefined,
  }
}

/** True for the error of a pipe whose reader is gone, or of a terminal that is. */
function isClosed({ code }: NodeJS.ErrnoException, { isTTY }: NodeJS.WriteStream): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (code === 'EIO' && isTTY)
}

function openNamed({ file, streams }: Extract<SinkTarget, { readonly file: string }>): Sink {
  return streams === true ? openFollowed(file) : openFile(file)
}

/** Writes each text at once. The first text replaces an earlier file; text that was written stays. */
function openFollowed(file: string): Sink {
  const isNew = !existsSync(file)
  // The mode shows whether the file can be written, and leaves an earlier file as it is.
  const descriptor = attempt(file, () => openSync(file, 'a'))
  const close = closeOnce(descriptor)
  let isEmpty = true
  return {
    write: (text) =>
      attempt(file, () => {
        if (isEmpty && fstatSync(descriptor).isFile()) ftruncateSync(descriptor)
        isEmpty = false
        writeFileSync(descriptor, text)
      }),
    commit: async () => void attempt(file, close),
    discard() {
      if (close() && isNew && isEmpty) rmSync(file, { force: true })
    },
  }
}

/**
 * Returns a function that closes the descriptor at its first call, and returns false at later ones. The number of a closed
 * descriptor may belong to another file.
 */
function closeOnce(descriptor: number): () => boolean {
  let isOpen = true
  return () => {
    if (!isOpen) return false
    isOpen = false
    closeSync(descriptor)
    return true
  }
}

/** The temporary files of reports that are neither committed nor discarded: an error may end the process before that. */
const unfinished = new Set<string>()

function removeUnfinished(): void {
  for (const file of unfinished) rmSync(file, { force: true })
}

/** Writes a temporary file in the same folder, and renames the file at the end. */
function openFile(file: string): Sink {
  const existing = attempt(file, () => inspect(file))
  if (existing !== undefined && !existing.stats.isFile()) return openDevice(file)
  // A rename onto a symbolic link would replace the link, so the path is that of the linked file.
  const path = existing?.path ?? file
  const temporary = temporaryBeside(path)
  const descriptor = attempt(file, () => openSync(temporary, 'wx+', existing?.stats.mode))
  unfinished.add(temporary)
  if (!process.listeners('exit').includes(removeUnfinished)) process.on('exit', removeUnfinished)
  const close = closeOnce(descriptor)
  const discard = (): void => {
    close()
    rmSync(temporary, { force: true })
    unfinished.delete(temporary)
  }
  return {
    write: (text) => attempt(file, () => writeFileSync(descriptor, text)),
    async commit() {
      try {
        attempt(file, () => {
          fsyncSync(descriptor)
          if (!existsSync(temporary)) writeAgain(descriptor, temporary)
          close()
          renameSync(temporary, path)
          unfinished.delete(temporary)
        })
      } catch (error) {
        discard()
        throw error
      }
    },
    discard,
  }
}

/** Writes the text of an open file to its name again: another run removes files that seem to be left, such as those of a run of some hours. */
function writeAgain(descriptor: number, name: string): void {
  const { size, mode } = fstatSync(descriptor)
  const bytes = Buffer.alloc(size)
  for (let done = 0, read = -1; done < size && read !== 0; done += read)
    read = readSync(descriptor, bytes, done, size - done, done)
  writeFileSync(name, bytes, { mode: mode & 0o777 })
}

/** A device such as /dev/stdout cannot be replaced. All text is written at the end. */
function openDevice(file: string): Sink {
  let text = ''
  return {
    write: (part) => {
      text += part
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
  if (stats.isDirectory()) throw Object.assign(new Error('the path is a folder'), { code: 'EISDIR' })
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
  ENOENT: (folder) => `the folder ${folder} does not exist; create the folder first`,
  ENOTDIR: (folder) => `${folder} is not a folder`,
  EISDIR: () => 'the path is a folder; name a file',
  EACCES: () => 'permission is denied',
  EPERM: () => 'permission is denied',
  EROFS: () => 'the file system is read-only',
  ENOSPC: () => 'there is no space left',
}
