/** Lets the command go on where nobody reads its output any more: a run must still remove its members. */
export function tolerateClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isClosed(error, stream)) throw error
    })
}

/** True for the error of a pipe that was closed, such as by `| head`, or of a terminal that is gone. */
function isClosed({ code }: NodeJS.ErrnoException, { isTTY }: NodeJS.WriteStream): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (code === 'EIO' && isTTY)
}
