import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { TOOL } from '../../source/tool.ts'

/** True if the package is in the `node_modules` of the working directory. */
export function isInstalled(): boolean {
  return existsSync(join('node_modules', TOOL.name, 'package.json'))
}

/** The path of the package from the working directory. The path in `node_modules` is the same for everybody who works on the project. */
export function pathOfPackage(): string {
  if (isInstalled()) return `node_modules/${TOOL.name}`
  const path = relative(process.cwd(), TOOL.root).replaceAll('\\', '/')
  return path === '' ? '.' : path
}
