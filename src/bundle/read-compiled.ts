import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, relative } from 'node:path'
import type { SchemaError, Validate } from '../contract/validators.ts'
import { TOOL } from '../source/tool.ts'
import type { Bundle } from './bundle.ts'
import { type Compiled, compiledPath, digestOf, validatorName } from './compiled.ts'

type CompiledCheck = ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null }

/** The compiled form of a contract of this package; undefined if missing or older than the files. */
export function readCompiled(folder: string): Bundle | undefined {
  if (relative(TOOL.root, folder).startsWith('..')) return undefined
  const [data, code] = [compiledPath(basename(folder), 'json'), compiledPath(basename(folder), 'cjs')]
  if (!existsSync(data) || !existsSync(code)) return undefined
  const compiled = JSON.parse(readFileSync(data, 'utf8')) as Compiled
  if (compiled.digest !== digestOf(compiled.inputs)) return undefined
  return { contract: compiled.contract, suites: compiled.suites, validators: lazyValidators(code) }
}

/** The validators. The code is loaded on first use. */
function lazyValidators(code: string): Bundle['validators'] {
  let checks: Readonly<Record<string, CompiledCheck>> | undefined
  const ready = { open: new Map<string, Validate>(), closed: new Map<string, Validate>() }
  return (schema, closed = false) => {
    const known = ready[closed ? 'closed' : 'open'].get(schema)
    if (known !== undefined) return known
    checks ??= createRequire(import.meta.url)(code) as Readonly<Record<string, CompiledCheck>>
    const check = checks[validatorName(schema, closed)]
    if (check === undefined) throw new Error(`the contract has no schema ${schema}`)
    const validate: Validate = (value) => (check(value) ? [] : (check.errors ?? []))
    ready[closed ? 'closed' : 'open'].set(schema, validate)
    return validate
  }
}
