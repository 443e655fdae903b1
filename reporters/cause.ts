import type { ReportedFinding, Result } from '../src/run/report.ts'

/** Findings that most likely have one fault behind them. */
export interface Cause {
  readonly key: string
  readonly level: ReportedFinding['level']
  readonly requirement: string
  /** Other requirements that are broken with it. */
  readonly also: readonly string[]
  /** The first finding of the highest level, which stands for all, and the result that has it. */
  readonly finding: ReportedFinding
  readonly result: Result
  /** The results that show it, each once, in the order of the run. */
  readonly results: readonly Result[]
  /** Where it shows, list positions and types taken as any. */
  readonly places: readonly string[]
  readonly findings: number
}

/**
 * What tells one fault from another: the kind of expectation and what is said, in which numbers, names in capitals (the types), quoted
 * values and pointers count as any. Not the place: a fault in one function shows in many. The requirement only where what is said is
 * no more than what was asked for and what came, which may be so for many reasons.
 */
export function causeOf({ requirement, kind, message }: ReportedFinding): string {
  // Of a value that was drawn invalid it is asked that it is refused, of one that was written down which status that is.
  const asked = kind === 'refused' ? 'status' : kind
  // Another refusal than the right one comes from where refusals are made, whatever was wrong.
  if (asked === 'status' && /^expected status 4\d\d.*; the answer is [45]\d\d$/.test(message))
    return `${asked} ${message}`
  return TERSE.has(asked) ? `${requirement} ${asked} ${normalise(message)}` : `${asked} ${normalise(message)}`
}

const TERSE = new Set(['status', 'body', 'members', 'header', 'text', 'error'])

/** The causes in the results, most important first: by level, then by how many results show them. */
export function groupByCause(results: readonly Result[]): readonly Cause[] {
  const groups = new Map<string, Group>()
  for (const result of results) {
    for (const finding of result.findings) {
      const key = causeOf(finding)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { key, shown: [{ result, finding }] })
      else group.shown.push({ result, finding })
    }
  }
  return joinRelated([...groups.values()])
    .map(causeOfGroup)
    .toSorted(byImportance)
}

interface Group {
  readonly key: string
  readonly shown: Shown[]
}

interface Shown {
  readonly result: Result
  readonly finding: ReportedFinding
}

/**
 * What is wrong about one member of one answer is often said in several ways, by several requirements: a group joins a larger one
 * that says something of the same member wherever it does.
 */
function joinRelated(groups: readonly Group[]): readonly Group[] {
  const largestFirst = groups.toSorted((one, other) => other.shown.length - one.shown.length)
  const kept: { readonly group: Group; readonly members: ReadonlySet<string>; readonly isObserved: boolean }[] = []
  for (const group of largestFirst) {
    const members = new Set(group.shown.map(memberOf))
    const isObserved = group.shown.every(({ finding }) => finding.level === 'observe')
    const home = kept.find((one) => one.isObserved === isObserved && isWithin(members, one.members))
    if (home === undefined) kept.push({ group: { key: group.key, shown: [...group.shown] }, members, isObserved })
    else for (const one of group.shown) home.group.shown.push(one)
  }
  return kept.map(({ group }) => group)
}

function isWithin(members: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return members.size <= others.size && [...members].every((member) => others.has(member))
}

/** The result, and what of its answers it is about: a member by its name, anything else of one answer; its type is its body's. */
function memberOf({ result, finding }: Shown): string {
  const { exchange = 0 } = finding
  const at = finding.at === 'header:Content-Type' ? 'body#' : finding.at
  const name = /^body#.*\/([^/]*[^/\d][^/]*)(?:\/\d+)*$/.exec(at)?.[1]
  return name === undefined ? `${result.id} ${exchange} ${at}` : `${result.id} ${name}`
}

function causeOfGroup({ key, shown }: Group): Cause {
  const [{ result, finding }, ...others] = shown.toSorted((one, other) => byLevel(one.finding, other.finding)) as [
    Shown,
    ...Shown[],
  ]
  const { level, requirement } = finding
  return {
    key,
    level,
    requirement,
    finding,
    result,
    also: [...new Set(others.map((one) => one.finding.requirement))].filter((one) => one !== requirement),
    results: [...new Set(shown.map((one) => one.result))],
    places: [...new Set(shown.map((one) => placeIn(one.finding.at)))],
    findings: shown.length,
  }
}

const RANK = { must: 0, should: 1, observe: 2 }

/** Sorts findings and causes: must, should, observe. */
export function byLevel(one: { level: Cause['level'] }, other: { level: Cause['level'] }): number {
  return RANK[one.level] - RANK[other.level]
}

function byImportance(one: Cause, other: Cause): number {
  return byLevel(one, other) || other.results.length - one.results.length
}

function normalise(message: string): string {
  return message
    .replaceAll(/"[^"]*"/g, '"*"')
    .replaceAll(/(?<=\s|^)\/[^\s,;]+/g, '/*')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/#(?:(?:, | or )#)+/g, '#')
    .replaceAll(/\b[A-Z][A-Z0-9_]{2,}\b/g, '*')
}

function placeIn(at: string): string {
  return at.replaceAll(/\/(?:\d+|-|[A-Z][A-Z0-9_]*)(?=\/|$)/g, '/*')
}
