import { basename, delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { shellWord } from '../../source/shell-word.ts'
import { TOOL } from '../../source/tool.ts'

/** The facts that tell how a process was called. */
export interface Call {
  /** The path of the script, as in `process.argv[1]`. */
  readonly script: string
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The start of a command line that calls this tool again from the same folder and shell, such as `npx --no -- conform`. */
export function calledAs(): string {
  return commandOf({ script: process.argv[1] ?? TOOL.root, cwd: process.cwd(), environment: process.env })
}

/** The start of the command line behind a call. npm sets `npm_command`, and adds folders to PATH that the user's shell lacks. */
export function commandOf({ script, cwd, environment }: Call): string {
  const command = environment['npm_command']
  const isFile = script.endsWith('.js')
  if (isFile && command !== 'exec') return `node ${shellWord(shortPath(script, cwd))}`
  if (command !== undefined) return 'npx --no -- conform'
  const folders = (environment['PATH'] ?? '').split(delimiter)
  const isOnPath = folders.some((folder) => folder !== '' && resolve(cwd, folder) === dirname(script))
  if (isOnPath) return basename(script)
  const path = shortPath(script, cwd)
  return shellWord(isAbsolute(path) ? path : `./${path}`)
}

/** The path relative to the working directory, if the file is below the directory. */
function shortPath(script: string, cwd: string): string {
  const below = relative(cwd, script)
  return below.startsWith('..') || isAbsolute(below) ? join(script) : below
}
