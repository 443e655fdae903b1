import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import { TOOL } from '../source/tool.ts'
import type { Suite } from '../suite/suite.ts'

/** What a build writes down of a contract, so that a run neither parses YAML nor compiles a schema. */
export interface Compiled {
  /** Of everything it was made from. */
  readonly digest: string
  /** The files and folders it was made from, below the package's own folder. */
  readonly inputs: readonly string[]
  readonly contract: Contract
  readonly suites: readonly Suite[]
}

/** Where the compiled form of this package's contract of that name lies. */
export function compiledPath(name: string, extension: 'json' | 'cjs'): string {
  return join(TOOL.root, 'dist', 'compiled', `${name}.${extension}`)
}

/** The name under which a schema's validator stands in the compiled code. */
export function validatorName(schema: string, closed: boolean): string {
  return `${closed ? 'closed' : 'open'}_${schema.replaceAll(/\W/g, '_')}`
}

/** A digest of the files, and of those in the folders: it changes with any of them, and when one comes or goes. */
export function digestOf(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(TOOL.version)
  for (const input of inputs) {
    for (const file of filesOf(join(TOOL.root, input)))
      hash.update(file.slice(TOOL.root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(path, name))
}
