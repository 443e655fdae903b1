import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This package: its name and version as reports and the User-Agent give them, and its folder. */
export const TOOL = readTool()

/** The sources and the build lie at different depths below the package's own folder. */
function readTool(): { readonly name: string; readonly version: string; readonly root: string } {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
  }
  return { name, version, root: folder }
}
