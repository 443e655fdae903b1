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

/**
 * A digest of the files, and of those in the folders: it changes with any of them, and when one comes or goes. No secret hangs
 * on it, so a hash that costs nothing to start (FNV-1a, two of them side by side) serves.
 */
export function digestOf(inputs: readonly string[]): string {
  let [one, two] = [0x811c9dc5, 0x1b873593]
  const update = (bytes: Uint8Array): void => {
    for (const byte of bytes) {
      one = Math.imul(one ^ byte, 0x01000193)
      two = Math.imul(two ^ byte, 0x5bd1e995)
    }
  }
  update(Buffer.from(TOOL.version))
  for (const file of inputs.flatMap((input) => filesOf(join(TOOL.root, input)))) {
    update(Buffer.from(file.slice(TOOL.root.length)))
    update(readFileSync(file))
  }
  return `${(one >>> 0).toString(16)}-${(two >>> 0).toString(16)}`
}

function filesOf(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(path, name))
}
