import { closeSync, openSync, readSync } from 'node:fs'

/** The largest file that is read, in bytes. A report or a recording of a long run has some tens of megabytes. */
const LARGEST = 256 * 1024 * 1024
const CHUNK = 64 * 1024

/**
 * The bytes of a file or a pipe, to its end. A device such as `/dev/zero` has no end, so the size is bounded while it is read.
 * @throws Error of the file system; with the code `ERR_FS_FILE_TOO_LARGE` for more than `most` bytes.
 */
export function readBytes(path: string, most = LARGEST): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let size = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK)
      const count = readSync(file, chunk)
      if (count === 0) return Buffer.concat(chunks, size)
      size += count
      if (size > most) throw Object.assign(new Error(`more than ${most} bytes`), { code: 'ERR_FS_FILE_TOO_LARGE' })
      chunks.push(chunk.subarray(0, count))
    }
  } finally {
    closeSync(file)
  }
}
