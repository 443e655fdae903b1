/** Writes to standard output. A closed pipe is not an error. */
export function print(text: string): void {
  if (!process.stdout.listeners('error').includes(onError)) process.stdout.on('error', onError)
  process.stdout.write(text)
}

function onError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
