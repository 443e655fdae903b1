import { isAbsolute, join, relative, resolve } from 'node:path'
import { TOOL } from '../source/tool.ts'

/** True if suites are those of this package, by the folder that they are loaded from. */
export function isShipped(path: string): boolean {
  const below = relative(join(TOOL.root, 'suites'), resolve(path))
  return !below.startsWith('..') && !isAbsolute(below)
}
