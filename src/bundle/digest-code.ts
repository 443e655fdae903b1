import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOOL } from '../source/tool.ts'

/** A digest of the built code, and of the package file, which names the versions of all libraries. */
export function digestCode(): string {
  const hash = createHash('sha256')
  const code = readdirSync(join(TOOL.root, 'dist', 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .toSorted()
    .map((name) => join('dist', 'src', name))
  for (const file of ['package.json', ...code]) hash.update(file).update(readFileSync(join(TOOL.root, file)))
  return hash.digest('hex')
}
