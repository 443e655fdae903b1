import type { BudgetLimit } from './report/budget-report.ts'
import type { Credentials } from './http/auth/schemes.ts'
import { UserError } from './source/mistake.ts'
import { suggestion } from './source/suggestion.ts'
import type { Shard } from './plan/order/shard.ts'
import type { Principal } from './suite/suite.ts'

/** A URL, or a server in this process: a function from a WHATWG Request to a Response. */
export type ConformanceTarget = string | ((request: Request) => Response | Promise<Response>)

/** The options of `runConformance`. */
export interface ConformanceOptions {
  /** The server under test. */
  readonly target: ConformanceTarget
  /** The group (project) to work in. A list gives a lane for each group. */
  readonly groupId: string | readonly string[]
  /** A second group, in which the members of the first group must not appear. */
  readonly otherGroupId?: string
  /** Credentials by principal. Cases that need a missing principal are skipped. */
  readonly principals?: Readonly<Partial<Record<Principal, Credentials>>>
  /** Case ids, requirement ids or patterns to run: `*` matches within a segment, `**` across segments. By default all cases run. */
  readonly only?: readonly string[]
  /** Case ids, requirement ids or patterns to leave out. */
  readonly exclude?: readonly string[]
  /** Seed of the random generator for secrets and values. By default each run has a new seed. */
  readonly seed?: number
  /** Number of random values for each property, after its boundary values; by default until each place is covered twice, at most 50. */
  readonly runs?: number
  /** The lowest level whose findings make the verdict `violates`; by default must. */
  readonly level?: 'must' | 'should'
  /** The name of a contract of this package, or a folder with a contract.yaml. */
  readonly contract?: string
  /** An earlier version of the contract to hold the server to: newer musts only warn. */
  readonly asOf?: string
  /** Folders or files of suites, instead of the suites of the contract. */
  readonly suites?: readonly string[]
  /** Time limit of a request, in milliseconds; by default 10,000. */
  readonly timeout?: number
  /** Highest number of requests per second; by default unlimited. */
  readonly rate?: number
  /** The most requests of a group that are sent side by side; by default 8. With 1, each request waits for the answer to the last. */
  readonly inFlight?: number
  /**
   * True if cases may send requests at the same moment, to find races. Default: only to a server in this process or on this machine.
   */
  readonly concurrency?: boolean
  /** Cuts the run after this many requests or milliseconds, the most telling cases first; by default the run is whole. */
  readonly budget?: BudgetLimit
  /** The part of the run to fire, such as `{ index: 2, of: 4 }` for the second of four, in the second group. Needs `seed`. */
  readonly shard?: Shard
  /** The known failures, which do not gate the verdict: the path of a baseline, or its content as `{ contract, entries }`. */
  readonly baseline?: string | object
  /** True if entries of the baseline that are mended, expired or without a match do not gate. */
  readonly baselineLenient?: boolean
  /** Keeps the exchanges of all results. By default only results with findings have exchanges. */
  readonly verbose?: boolean
  /** Ends the run after the current request and its clean-up. */
  readonly signal?: AbortSignal
}

/** An allowed form of an option: its name in messages, and its test. */
interface Form {
  readonly name: string
  readonly test: (value: unknown) => boolean
}

const TEXT: Form = { name: 'string', test: (value) => typeof value === 'string' }
const FUNCTION: Form = { name: 'function', test: (value) => typeof value === 'function' }
const OBJECT: Form = { name: 'object', test: (value) => typeOf(value) === 'object' }
const FLAG: Form = { name: 'boolean', test: (value) => typeof value === 'boolean' }
const SIGNAL: Form = { name: 'AbortSignal', test: (value) => value instanceof AbortSignal }
const NUMBER: Form = { name: 'number above 0', test: (value) => typeof value === 'number' && value > 0 }
const COUNT: Form = { name: 'whole number from 1', test: (value) => Number.isSafeInteger(value) && Number(value) > 0 }
const SEED: Form = { name: 'whole number from 0', test: (value) => Number.isSafeInteger(value) && Number(value) >= 0 }
const LEVEL: Form = { name: 'level, "must" or "should"', test: (value) => value === 'must' || value === 'should' }
const BUDGET: Form = {
  name: 'budget such as { requests: 2000 } or { ms: 60000 }',
  test: (value) =>
    OBJECT.test(value) &&
    Object.entries(value as object).length > 0 &&
    Object.entries(value as object).every(
      ([name, count]) => (name === 'requests' || name === 'ms') && COUNT.test(count),
    ),
}
const TEXTS: Form = {
  name: 'list of strings',
  test: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
}

const SHARD: Form = {
  name: 'shard such as { index: 1, of: 4 }',
  test: (value) => {
    if (!OBJECT.test(value)) return false
    const { index, of, ...rest } = value as Readonly<Record<string, unknown>>
    return COUNT.test(index) && COUNT.test(of) && Number(index) <= Number(of) && Object.keys(rest).length === 0
  },
}

/** The allowed forms of each option, for callers without TypeScript. */
const FORMS: { readonly [Name in keyof Required<ConformanceOptions>]: readonly Form[] } = {
  target: [TEXT, FUNCTION],
  groupId: [TEXT, TEXTS],
  otherGroupId: [TEXT],
  principals: [OBJECT],
  only: [TEXTS],
  exclude: [TEXTS],
  seed: [SEED],
  runs: [COUNT],
  level: [LEVEL],
  contract: [TEXT],
  asOf: [TEXT],
  suites: [TEXTS],
  timeout: [NUMBER],
  rate: [NUMBER],
  budget: [BUDGET],
  inFlight: [COUNT],
  concurrency: [FLAG],
  shard: [SHARD],
  baseline: [TEXT, OBJECT],
  baselineLenient: [FLAG],
  verbose: [FLAG],
  signal: [SIGNAL],
}

/**
 * Checks the options of `runConformance`. No message holds a value of an option, since the value may be a credential.
 * @throws UserError that names the first missing, unknown, empty or wrong option.
 */
export async function checkOptions(options: unknown): Promise<void> {
  if (options !== undefined && !OBJECT.test(options))
    throw new UserError(`the options of runConformance must be an object, not ${withArticle(typeOf(options))}`)
  const given = (options ?? {}) as Readonly<Record<string, unknown>>
  for (const [name, value] of Object.entries(given)) checkForm(name, value)
  if (given['target'] === undefined)
    throw new UserError(
      'the option "target" is missing; give the URL of a server, or a function from Request to Response',
    )
  if (given['groupId'] === undefined)
    throw new UserError('the option "groupId" is missing; name the group to work in, or a list of groups')
  for (const name of ['target', 'groupId', 'otherGroupId', 'contract', 'only', 'exclude', 'suites', 'baseline'])
    checkFilled(name, given[name])
  if (given['shard'] !== undefined && given['seed'] === undefined)
    throw new UserError('the option "shard" needs the option "seed", which all shards of the run share')
  if (given['baselineLenient'] === true && given['baseline'] === undefined)
    throw new UserError('the option "baselineLenient" needs the option "baseline"')
  if ([given['groupId']].flat().length === 0)
    throw new UserError('the option "groupId" is empty; name at least one group')
  await checkPrincipals(given['principals'])
}

function checkForm(name: string, value: unknown): void {
  const known: Readonly<Record<string, readonly Form[] | undefined>> = FORMS
  const forms = Object.hasOwn(FORMS, name) ? known[name] : undefined
  if (forms === undefined) throw new UserError(`there is no option "${name}"${suggestion(name, Object.keys(FORMS))}`)
  if (value === undefined || forms.some(({ test }) => test(value))) return
  const expected = forms.map((form) => withArticle(form.name)).join(' or ')
  const type = typeOf(value)
  // A number shows its value: it is no credential.
  const actual = typeof value === 'number' ? String(value) : withArticle(type)
  throw new UserError(`the option "${name}" must be ${expected}, not ${actual}`)
}

function checkFilled(name: string, value: unknown): void {
  if ([value].flat().includes('')) throw new UserError(`the option "${name}" is empty, or holds an empty text`)
}

/** Principals have the form that they have in a configuration file. */
async function checkPrincipals(principals: unknown): Promise<void> {
  if (principals === undefined) return
  const [{ configSchema }, { compileFileSchema }] = await Promise.all([
    import('./config/config-schema.ts'),
    import('./source/check-schema.ts'),
  ])
  const validate = compileFileSchema(configSchema.properties['principals'] ?? {})
  if (validate(principals)) return
  const [error] = validate.errors ?? []
  const { additionalProperty: unknown } = (error?.params ?? {}) as Readonly<Record<string, string | undefined>>
  const reason = unknown === undefined ? (error?.message ?? 'is wrong') : `has the unknown key "${unknown}"`
  throw new UserError(`the option "principals" is wrong: principals${error?.instancePath ?? ''} ${reason}`)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

function withArticle(noun: string): string {
  if (noun === 'null' || noun === 'undefined') return noun
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`
}
