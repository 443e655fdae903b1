import { relative, resolve } from 'node:path'
import { isUtf8 } from '../json/is-utf8.ts'
import { lineAndColumn } from '../json/line-and-column.ts'
import { UserError } from './mistake.ts'
import { readBytes } from './read-bytes.ts'

/**
 * The text of a file in UTF-8, without a byte order mark.
 * @throws UserError for a file that cannot be read, or has another encoding, with the place of the first wrong byte.
 */
export function readText(path: string): string {
  let bytes: Uint8Array
  try {
    bytes = readBytes(path)
  } catch (cause) {
    throw new UserError(`${displayPath(path)} cannot be read: ${whyUnreadable(cause)}`, { cause })
  }
  return textOf(displayPath(path), bytes)
}

/**
 * The text of bytes in UTF-8, without a byte order mark.
 * @throws UserError for another encoding, with the place of the first wrong byte.
 */
export function textOf(file: string, bytes: Uint8Array): string {
  const mark = UTF16.find((two) => two.every((byte, index) => bytes[index] === byte))
  if (mark !== undefined)
    throw new UserError([{ message: 'the file is UTF-16; save it as UTF-8', at: { file, line: 1, column: 1 } }])
  const text = new TextDecoder().decode(bytes)
  const index = text.indexOf('\uFFFD')
  if (index === -1 || isUtf8(bytes)) return text
  const at = { file, ...lineAndColumn(text, index) }
  throw new UserError([{ message: 'this byte is not UTF-8; save the file as UTF-8', at }])
}

/** The byte order marks of UTF-16, which some shells write into the file of a redirection. */
const UTF16: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]

/** The path for messages: relative below the working directory, else absolute. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), resolve(path))
  return short.startsWith('..') ? resolve(path) : short
}

/** The reason why a file or folder cannot be read. */
export function whyUnreadable(cause: unknown, what: 'file' | 'file or folder' = 'file'): string {
  const { code } = cause as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    ENOENT: `there is no such ${what}`,
    EISDIR: 'it is a folder',
    EACCES: 'it may not be read by this user',
    ENOTDIR: 'a part of its path is a file, and no folder',
    ELOOP: 'its links lead in a circle',
    ENAMETOOLONG: 'its name is too long',
    ERR_FS_FILE_TOO_LARGE: 'it is larger than 256 MB',
  }
  return known[code ?? ''] ?? code ?? String(cause)
}
