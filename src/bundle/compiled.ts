import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import { TOOL } from '../source/tool.ts'
import type { Suite } from '../suite/suite.ts'

/** The compiled form of a contract. A run then neither parses YAML nor compiles schemas. */
export interface Compiled {
  /** The digest of all inputs. */
  readonly digest: string
  /** The digest of the code that compiled them. */
  readonly code: string
  /** The files and folders of the inputs, relative to the package's folder. */
  readonly inputs: readonly string[]
  readonly contract: Contract
  readonly suites: readonly Suite[]
}

/** The path of the compiled form of a contract of this package. */
export function compiledPath(name: string, extension: 'json' | 'cjs'): string {
  return join(TOOL.root, 'dist', 'compiled', `${name}.${extension}`)
}

/** The export name of a schema's validator in the compiled code. */
export function validatorName(schema: string, closed: boolean): string {
  return `${closed ? 'closed' : 'open'}_${schema.replaceAll(/\W/g, (sign) => `$${sign.charCodeAt(0)}$`)}`
}

/**
 * A digest of the files, of the YAML files in the folders, and of the version. No security depends on the digest: two FNV-style
 * hashes start faster than a hash of node:crypto.
 */
export function digestOf(inputs: readonly string[]): string {
  let [first, second] = [0x811c9dc5, 0x1b873593]
  const update = (bytes: Uint8Array): void => {
    for (const byte of bytes) {
      first = Math.imul(first ^ byte, 0x01000193)
      second = Math.imul(second ^ byte, 0x5bd1e995)
    }
  }
  update(Buffer.from(TOOL.version))
  for (const file of inputs.flatMap((input) => filesOf(join(TOOL.root, input)))) {
    update(Buffer.from(file.slice(TOOL.root.length)))
    update(readFileSync(file))
  }
  return `${(first >>> 0).toString(16)}-${(second >>> 0).toString(16)}`
}

function filesOf(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(path, name))
}
