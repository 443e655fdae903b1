import type { Fate, PageFault } from '../../src/prove/proof-page.ts'
import { code, escaped, link, table } from '../text/markdown.ts'
import { grouped } from '../text/wording.ts'

/** Renders the page of the faults with a public report. It has no times, so that the same record gives the same page. */
export function renderRealDefectsPage(faults: readonly PageFault[]): string {
  const defects = faults
    .flatMap((fault) => (fault.source === undefined ? [] : [{ ...fault, source: fault.source }]))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const parts = [
    '# Defects of real servers',
    INTRODUCTION,
    summary(defects),
    countTable(defects),
    table(['defect', 'source', 'needs', 'level', 'found by'], defects.map(rowOf)),
  ]
  return `${parts.join('\n\n')}\n`
}

const INTRODUCTION = `Rendered by \`conform prove --render\` from the faults and the records beside the suites; do not edit it. Each defect was
reported in public for a real server or library, and is a fault of the reference server. *Needs* is what finds the fault must
bring: a history of requests, a race of two requests, or a certain value ([what that means](proving.md#a-new-fault)).
\`conform serve --fault ID\` starts a server with the defect.`

function summary(defects: readonly Defect[]): string {
  const number = (kind: Fate['kind']): number => defects.filter(({ fate }) => fate.kind === kind).length
  const counts = [
    ['Surviving', number('survives')],
    ['Out of reach', number('outOfReach')],
    ['Not known yet', number('notKnown')],
  ] as const
  const rest = counts.flatMap(([how, many]) => (many === 0 ? [] : [`${how}: ${grouped(many)}.`]))
  return [`Found: ${grouped(number('killed'))} of ${grouped(defects.length)}.`, ...rest].join(' ')
}

type Defect = PageFault & { readonly source: string }

function rowOf({ id, about, source, needs, level, fate }: Defect): readonly string[] {
  return [`${code(id)}<br>${escaped(about)}`, link(nameOf(source), source), needs ?? PLAIN, level, fateText(fate)]
}

const PLAIN = 'a plain request'

/** A short name of a report: repository and number where its URL has both, else the host. */
function nameOf(source: string): string {
  const [, repository, number] =
    /\/([^/]+)\/(?:-\/)?(?:issues|pull|discussions|merge_requests)\/(\d+)/.exec(source) ?? []
  return repository === undefined ? new URL(source).host : `${repository}#${number}`
}

function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'killed':
      return code(fate.row)
    case 'survives':
      return '**survives**'
    case 'outOfReach':
      return `out of reach: ${escaped(fate.reason)}`
    case 'notKnown':
      return '*not known*'
  }
}

const LEVELS = ['must', 'should'] as const
const NEEDS = ['history', 'race', 'value', undefined] as const

/** The found defects and all defects of each need and level. */
function countTable(defects: readonly Defect[]): string {
  const rows = NEEDS.map((needs) => [needs ?? PLAIN, ...countsOf(defects.filter((one) => one.needs === needs))])
  return table(['needs', ...LEVELS, 'all'], [...rows, ['all', ...countsOf(defects)]])
}

function countsOf(defects: readonly Defect[]): readonly string[] {
  return [...LEVELS.map((level) => defects.filter((one) => one.level === level)), defects].map(foundText)
}

function foundText(defects: readonly Defect[]): string {
  const found = defects.filter(({ fate }) => fate.kind === 'killed')
  return defects.length === 0 ? '–' : `${grouped(found.length)} of ${grouped(defects.length)} found`
}
