import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import standaloneModule from 'ajv/dist/standalone/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { isOfLaws } from '../contract/is-of-laws.ts'
import { loadContract } from '../contract/load-contract.ts'
import { createAjv, schemaReference } from '../contract/validators.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { type Compiled, compiledPath, digestOf, validatorName } from './compiled.ts'
import { digestCode } from './digest-code.ts'
import { isUpToDate } from './is-up-to-date.ts'
import { loadFromSource } from './load-from-source.ts'

/**
 * The build step of `npm run build`: compiles every contract in `specs/` that is not up to date, and makes the command executable. One
 * pass of CI builds four times.
 */
process.chdir(TOOL.root)
// npm does the same when npm links the command. A clone in place of a linked clone is not linked again.
chmodSync(join('dist', 'src', 'cli', 'conform.js'), 0o755)
try {
  const code = digestCode()
  for (const entry of readdirSync('specs', { withFileTypes: true }))
    if (entry.isDirectory() && hasCases(entry.name) && !isUpToDate(entry.name, code)) await build(entry.name, code)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

/** A contract that laws alone judge has nothing to compile. */
function hasCases(name: string): boolean {
  const file = join('specs', name, 'contract.yaml')
  return !existsSync(file) || !isOfLaws(readFileSync(file, 'utf8'))
}

async function build(name: string, code: string): Promise<void> {
  const folder = join('specs', name)
  const { suites: own, files } = loadContract(folder, ENVIRONMENT_ROLES)
  const { contract, suites } = await loadFromSource(folder)
  const inputs = [...files, relative(TOOL.root, own)]
  const compiled: Compiled = { digest: digestOf(inputs), code, inputs, contract, suites }
  mkdirSync(dirname(compiledPath(name, 'json')), { recursive: true })
  writeFileSync(compiledPath(name, 'cjs'), validatorCode(contract))
  // The last file, because it tells that the compiled form is up to date.
  writeFileSync(compiledPath(name, 'json'), JSON.stringify(compiled))
}

/** The code of the validators for the schemas that ajv compiles. Unions of requests are selected by key and never validated. */
function validatorCode(contract: Compiled['contract']): string {
  const ajv = createAjv(contract, { source: true })
  const references: Record<string, string> = {}
  for (const schema of Object.keys(contract.schemas)) {
    for (const closed of [false, true]) {
      if (compiles(ajv, schemaReference(schema, closed)))
        references[validatorName(schema, closed)] = schemaReference(schema, closed)
    }
  }
  // The module is CommonJS, so the default export is a member.
  const standalone = (standaloneModule as unknown as { default: (ajv: Ajv2020, references: object) => string }).default
  return standalone(ajv, references)
}

function compiles(ajv: Ajv2020, reference: string): boolean {
  try {
    return ajv.getSchema(reference) !== undefined
  } catch {
    return false
  }
}
