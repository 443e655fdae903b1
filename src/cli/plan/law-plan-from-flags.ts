import { dirname, join } from 'node:path'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { decideTarget, mayRace, readConfig } from '../../config/settings.ts'
import type { Config } from '../../config/config.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { readDocument } from '../../document/read-document.ts'
import { casesOf } from '../../law/run-laws.ts'
import { requirementsOfLaws } from '../../law/requirements-of-laws.ts'
import type { Law } from '../../law/world/law.ts'
import type { PlannedLaw } from '../../law/plan-laws.ts'
import { whyNotWritten } from '../../law/session/why-not-written.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { LoadedModel } from '../../resource/file/load-model.ts'
import { loadLawModel } from '../../law/load-law-model.ts'
import type { Model } from '../../resource/model.ts'
import { formatMistake, UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import type { SuiteFlags } from '../flags/flags.ts'
import type { LawRunFlags } from '../flags/law-flags.ts'
import { parseSeed } from './plan-from-flags.ts'
import { modelContract } from './model-contract.ts'
import { suitesOfRun } from './suites-of-run.ts'
import { selectWithHints } from '../shell/select-with-hints.ts'
import { CANCELLED, confirm } from '../shell/confirm.ts'

/** A run of laws before its target is opened. */
export interface PlannedLaws {
  readonly document: ApiDocument
  readonly model: Model
  readonly config: Config
  readonly seed: number
  readonly scopes: Readonly<Record<string, string>>
  readonly otherScopes: Readonly<Record<string, string>>
  readonly mayWrite: (resource: string) => boolean
  readonly mayLeave: (resource: string) => boolean
  /** False where no law may send requests at the same moment. */
  readonly concurrency: boolean
  /** The cases of files, each a law of one resource. */
  readonly declared: readonly Law[]
  /** The selected cases. */
  readonly cases: readonly PlannedLaw[]
  readonly all: readonly PlannedLaw[]
  /** True if the cases are only some of the laws. */
  readonly narrowed: boolean
}

/** The flags that a plan of laws rests on. */
export type LawPlanFlags = SuiteFlags &
  Pick<
    LawRunFlags,
    'openapi' | 'laws' | 'write' | 'leave' | 'scope' | 'otherScope' | 'readOnly' | 'dryRun' | 'target' | 'concurrency'
  >

/**
 * Reads the document or the contract, and plans the selected laws. Sends no request. Resources without permission to write are only read; at a
 * terminal, the person is asked.
 * @throws UserError for mistakes in flags or files.
 */
export async function planLawsFromFlags(patterns: readonly string[], flags: LawPlanFlags): Promise<PlannedLaws> {
  const config = await readConfig(flags, process.env)
  const seed = parseSeed(flags.seed)
  const { document, model, mistakes, folder } = await readApi(flags)
  for (const mistake of mistakes.slice(0, MOST_TOLD)) process.stderr.write(`${plainText(formatMistake(mistake))}\n`)
  if (mistakes.length > MOST_TOLD)
    process.stderr.write(
      `and ${mistakes.length - MOST_TOLD} more places of the document that were left out or read widely\n`,
    )
  if (Object.keys(model.resources).length === 0)
    throw new UserError(
      'the document has no resource: no collection whose members are created, read, updated or deleted',
    )
  const { write = config.write, leave = config.leave ?? [] } = flags
  const mayLeave = namedResources(leave, model)
  const { mayWrite, note } = await allowedWrites(model, { ...flags, leave, ...(write === undefined ? {} : { write }) })
  const named = flags.laws === true ? (flags.suites ?? []) : await suitesOfRun(flags, config)
  const declared = await readCases({ document, model, folder }, named)
  const target = decideTarget(flags, config, { names: { target: [], credentials: {} }, variables: process.env })
  const base = { document, model, seed, mayWrite, mayLeave, declared, concurrency: mayRace(flags, config, target) }
  const all = casesOf(base)
  const chosen = new Set(
    selectWithHints(
      all.map(({ planned }) => planned),
      {
        patterns,
        excluded: flags.exclude ?? [],
        suites: [],
        contract: { requirements: requirementsOfLaws(all) },
      },
    ).map(({ id }) => id),
  )
  const cases = all.filter(({ planned }) => chosen.has(planned.id))
  const scopes = readScopes({ model, document }, flags)
  const otherScopes = namedScopes({ model }, flags.otherScope ?? [], '--other-scope')
  // After the mistakes: a run that ends at one of these reads nothing.
  if (note !== undefined) process.stderr.write(`${plainText(note)}\n`)
  return {
    ...base,
    config,
    scopes,
    otherScopes,
    cases,
    all,
    narrowed: cases.length < all.length,
  }
}

/** Laws of answers send nothing. Selected alone, they are held to the answers of all laws of their resources. */
export function withProbes({ cases, all, ...planned }: PlannedLaws): PlannedLaws {
  if (cases.some(({ law }) => 'check' in law)) return { ...planned, cases, all }
  const resources = new Set(cases.map(({ resource }) => resource))
  const probes = all.filter((one) => cases.includes(one) || ('check' in one.law && resources.has(one.resource)))
  return { ...planned, cases: probes, all }
}

/** The most sentences about the document that are printed, as a count. */
const MOST_TOLD = 5

/** The document that --openapi names, with what it says of resources; else the contract of resources. */
async function readApi(flags: LawPlanFlags): Promise<Omit<LoadedModel, 'source'> & { readonly folder: string }> {
  const { openapi, scope = [] } = flags
  const contract = openapi === undefined ? await modelContract(flags) : undefined
  if (contract !== undefined) return { ...loadLawModel(contract), folder: dirname(contract) }
  const { document, mistakes } = readDocument(openapi ?? '')
  const bound = scope.map((text) => text.split('=')[0] ?? '')
  const model = inferModel(document, bound)
  for (const remark of model.remarks.slice(0, MOST_TOLD)) process.stderr.write(`${plainText(remark)}\n`)
  return { document, model, mistakes, folder: '' }
}

/** The cases of a run: those of the paths that a person names, else those of the contract. */
async function readCases(
  { folder, ...api }: Pick<LoadedModel, 'document' | 'model'> & { readonly folder: string },
  named: readonly string[] | undefined,
): Promise<readonly Law[]> {
  const { suites } = api.model
  const paths = named ?? (suites === undefined ? [] : [join(folder, suites)])
  if (paths.length === 0) return []
  // Most runs of laws have no cases, and load no schema of them.
  const { loadCases } = await import('../../law/declared/load-cases.ts')
  return loadCases(paths, api)
}

/**
 * The values of scopes, and of required parameters of the query and headers, such as `api-version`.
 * @throws UserError for a text that is not NAME=VALUE, or for an unknown name.
 */
export function readScopes(api: Named, { scope = [] }: Pick<LawRunFlags, 'scope'>): Readonly<Record<string, string>> {
  const ofEnvironment = Object.entries(api.model.scopes).flatMap(([name, { from }]): [string, string][] => {
    const value = from === undefined ? undefined : process.env[from]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(ofEnvironment), ...namedScopes(api, scope, '--scope') }
}

/** The names that `--scope` takes. */
interface Named {
  readonly model: Model
  readonly document?: ApiDocument
}

/** The required parameters of the query and headers, whose values every request has. */
function requiredNames({ operations }: Pick<ApiDocument, 'operations'>): ReadonlySet<string> {
  const all = operations.flatMap(({ parameters }) => parameters)
  return new Set(all.flatMap(({ name, in: at, required }) => (required && /query|header/.test(at) ? [name] : [])))
}

function namedScopes(
  { model, document }: Named,
  texts: readonly string[],
  flag: string,
): Readonly<Record<string, string>> {
  const names = Object.keys(model.scopes)
  const required = document === undefined ? new Set() : requiredNames(document)
  const entries = texts.map((text): [string, string] => {
    const at = text.indexOf('=')
    const name = text.slice(0, Math.max(0, at))
    if (at < 1 || at === text.length - 1) throw new UserError(`${flag} takes NAME=VALUE, not "${text}"`)
    const known = Object.entries(model.scopes).find(([id, { parameter }]) => id === name || parameter === name)
    if (known === undefined && required.has(name)) return [name, text.slice(at + 1)]
    if (known === undefined)
      throw new UserError(
        names.length === 0
          ? `there is no scope "${name}"; this API has no scopes`
          : `there is no scope "${name}"${suggestion(name, names)}; known are ${names.join(', ')}`,
      )
    return [known[0], text.slice(at + 1)]
  })
  return Object.fromEntries(entries)
}

/** The resources that a run may write. */
interface Consent {
  readonly mayWrite: (resource: string) => boolean
  /** A sentence for a person who was not asked; undefined where flags or an answer decide. */
  readonly note?: string
}

/** @throws UserError for a resource that the model does not have. */
export async function allowedWrites(
  model: Model,
  flags: Pick<LawRunFlags, 'write' | 'leave' | 'readOnly' | 'dryRun'>,
): Promise<Consent> {
  const { write = [], leave = [], readOnly } = flags
  const isNamed = namedResources(write, model)
  const none = { mayWrite: () => false }
  if (readOnly === true) return none
  if (write.length > 0) return { mayWrite: isNamed }
  const consent = { mayWrite: () => true, mayLeave: namedResources(leave, model), model }
  const writable = Object.values(model.resources).filter((one) => whyNotWritten(one, consent) === undefined)
  if (writable.length === 0 || flags.dryRun === true) return none
  const list = writable.map(({ name }) => name).join(', ')
  const question = `The run can create, change and delete members of its own: ${list}. May it write to these? [y/N] `
  const canAsk = process.stdin.isTTY && process.stderr.isTTY
  if (canAsk && (await confirm(question, CANCELLED))) return { mayWrite: () => true }
  return { ...none, note: `the run only reads; --write RESOURCE allows writes, --write '*' to all of: ${list}` }
}

/**
 * True for the resources that a flag names; `*` names all.
 * @throws UserError for a resource that the model does not have.
 */
function namedResources(named: readonly string[], { resources }: Model): (resource: string) => boolean {
  const names = Object.keys(resources)
  const unknown = named.find((name) => name !== '*' && !names.includes(name))
  if (unknown !== undefined)
    throw new UserError(`there is no resource "${unknown}"${suggestion(unknown, names)}; known are ${names.join(', ')}`)
  return (name) => named.includes('*') || named.includes(name)
}
