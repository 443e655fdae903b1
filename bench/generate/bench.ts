import { parseArgs } from 'node:util'
import { sample } from 'fast-check'
import type { ErrorObject } from 'ajv'
import { drawCounts } from '../../src/generate/draw/generator.ts'
import { type InvalidSite, invalidSites, validValues } from '../../src/generate/index.ts'
import { type BenchCase, type Corpus, readCorpus } from './cases.ts'
import { ajvWith, hyperjumpWith, type Judge, type SecondJudge } from './judges.ts'

// npx tsc -p bench/tsconfig.json && node dist/bench/generate.js [CORPUS.json] [--remotes FILE] [--only REGEX] [--values N] [--no-sites] [--verbose]
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    remotes: { type: 'string' },
    only: { type: 'string' },
    values: { type: 'string', default: '20' },
    'no-sites': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
const RUNS = Number(flags.values)

interface Tally {
  readonly counts: Map<string, number>
  readonly speeds: number[]
  readonly builds: { readonly id: string; readonly ms: number }[]
}

function add(tally: Tally, name: string, count = 1): void {
  tally.counts.set(name, (tally.counts.get(name) ?? 0) + count)
}

function note(...words: string[]): void {
  if (flags.verbose) console.log(...words)
}

interface Judges {
  readonly first: Judge
  readonly second: SecondJudge | undefined
}

async function judgesFor(benchCase: BenchCase, makers: Awaited<ReturnType<typeof makeJudges>>): Promise<Judges> {
  const first = makers.first(benchCase.schema)
  const second = await makers.second?.(benchCase.schema).catch(() => undefined)
  return { first, second }
}

async function makeJudges(corpus: Corpus) {
  return { first: ajvWith(corpus.documents), second: await hyperjumpWith(corpus.documents) }
}

function measureValid(
  tally: Tally,
  { id, schema }: BenchCase,
  { corpus, judges }: { corpus: Corpus; judges: Judges },
): void {
  const start = performance.now()
  const arbitrary = validValues(schema, { schemas: corpus.documents })
  sample(arbitrary, { numRuns: 1, seed: 7 })
  const built = performance.now()
  const values = sample(arbitrary, { numRuns: RUNS, seed: 1 })
  tally.builds.push({ id, ms: built - start })
  tally.speeds.push((RUNS * 1000) / (performance.now() - built))
  add(tally, 'handled')
  add(tally, 'values', values.length)
  add(tally, 'distinct', new Set(values.map((value) => JSON.stringify(value))).size)
  const refused = values.filter((value) => judges.first(value).length > 0)
  if (refused.length === 0) add(tally, 'all valid (ajv)')
  else note('refused by ajv', id, JSON.stringify(refused[0]))
  if (judges.second === undefined) return
  add(tally, 'judged twice')
  const { second } = judges
  const refusedTwice = values.filter((value) => !second(value))
  if (refusedTwice.length === 0) add(tally, 'all valid (hyperjump)')
  else note('refused by hyperjump', id, JSON.stringify(refusedTwice[0]))
}

function measureSites(
  tally: Tally,
  { id, schema }: BenchCase,
  { corpus, judges }: { corpus: Corpus; judges: Judges },
): void {
  for (const site of invalidSites(schema, { schemas: corpus.documents })) {
    if ('unsatisfiable' in site) {
      add(tally, 'sites unsatisfiable')
      note('unsatisfiable', id, nameOf(site), site.unsatisfiable)
      continue
    }
    add(tally, 'sites built')
    for (const value of sample(site.arbitrary, { numRuns: 5, seed: 1 }))
      judgeInvalid(tally, { id, site, value, judges })
  }
}

function nameOf(site: InvalidSite): string {
  return `${site.keyword}${site.property === undefined ? '' : `(${site.property})`} at "${site.instancePath}"`
}

function judgeInvalid(
  tally: Tally,
  { id, site, value, judges }: { id: string; site: InvalidSite; value: unknown; judges: Judges },
): void {
  add(tally, 'invalid values')
  const errors = judges.first(value)
  if (errors.length > 0) add(tally, 'rejected (ajv)')
  else note('accepted by ajv', id, nameOf(site), JSON.stringify(value))
  if (errors.length > 0 && isExact(site, errors)) add(tally, 'exact')
  else if (errors.length > 0)
    note(
      'not exact',
      id,
      nameOf(site),
      JSON.stringify(value),
      JSON.stringify(errors.map(({ instancePath, keyword }) => `${keyword} at ${instancePath}`)),
    )
  if (judges.second === undefined) return
  add(tally, 'invalid values judged twice')
  if (!judges.second(value)) add(tally, 'rejected (hyperjump)')
  else note('accepted by hyperjump', id, nameOf(site), JSON.stringify(value))
}

const ON_THE_WAY = new Set(['oneOf', 'anyOf', 'allOf', 'if', '$ref', 'contains', 'propertyNames'])

/** One error at the site. Other errors belong to a failed choice, or follow from a broken type. */
function isExact(site: InvalidSite, errors: readonly ErrorObject[]): boolean {
  const isAtSite = ({ instancePath, keyword, params }: ErrorObject) =>
    instancePath === site.instancePath &&
    keyword === site.keyword &&
    (site.property === undefined || params['missingProperty'] === site.property)
  const choices = errors.filter(({ keyword }) => ON_THE_WAY.has(keyword)).map(({ instancePath }) => instancePath)
  const isExplained = (error: ErrorObject) =>
    isAtSite(error) ||
    choices.some((path) => error.instancePath === path || error.instancePath.startsWith(`${path}/`)) ||
    (site.keyword === 'type' && ['enum', 'const'].includes(error.keyword) && error.instancePath === site.instancePath)
  return errors.some((error) => isAtSite(error)) && errors.every((error) => isExplained(error))
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function report(tally: Tally, total: number): void {
  console.log('schemas', total)
  for (const [name, count] of tally.counts) console.log(name, count)
  const slowest = tally.builds.toSorted((a, b) => b.ms - a.ms).slice(0, 3)
  console.log(
    'values a second, median',
    Math.round(median(tally.speeds)),
    'least',
    Math.round(Math.min(...tally.speeds)),
  )
  console.log(
    'build, median ms',
    median(tally.builds.map(({ ms }) => ms)).toFixed(1),
    'greatest',
    slowest.map(({ id, ms }) => `${id} ${ms.toFixed(0)}`).join(', '),
  )
  console.log('thrown away', drawCounts.thrownAway, 'of', drawCounts.drawn, 'drawn')
}

const corpus = readCorpus(positionals[0], flags.remotes)
const makers = await makeJudges(corpus)
const only = new RegExp(flags.only ?? '')
const cases = corpus.cases.filter(({ id }) => only.test(id))
const tally: Tally = { counts: new Map(), speeds: [], builds: [] }
if (makers.second === undefined) console.log('@hyperjump/json-schema is not installed: one judge only')
for (const benchCase of cases) {
  try {
    const judges = await judgesFor(benchCase, makers)
    measureValid(tally, benchCase, { corpus, judges })
    if (!flags['no-sites']) measureSites(tally, benchCase, { corpus, judges })
  } catch (error) {
    add(tally, error instanceof Error ? error.name : 'failed')
    note('failed', benchCase.id, error instanceof Error ? error.message : String(error))
  }
}
report(tally, cases.length)
