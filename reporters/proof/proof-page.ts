import type { Fate, PageCase, ProofPage } from '../../src/prove/proof-page.ts'
import { code, table } from '../text/markdown.ts'
import { counted, grouped } from '../text/wording.ts'

/** Renders the page of a proof. It has no times, so that the same record gives the same page. */
export function renderProofPage(page: ProofPage): string {
  const parts = [
    '# The proof',
    INTRODUCTION,
    ...conformantPart(page),
    ...nullPart(page),
    ...faultPart(page),
    ...casePart(page),
    ...restPart(page),
  ]
  return `${parts.join('\n\n')}\n`
}

const INTRODUCTION = `Rendered by \`conform prove --render\` from the records beside the suites; do not edit it. The suite was fired at servers
whose correct verdict is known: the reference, variants of it that conform, servers that always give the same answer, and
the reference broken on purpose. A number that no full proof has found out yet is *not known*.`

const NOT_KNOWN = '*not known*'

function conformantPart({ conformant }: ProofPage): readonly string[] {
  const rows = conformant.map(({ id, about, found }) => [
    code(id),
    about,
    found?.verdict ?? NOT_KNOWN,
    number(found?.warnings),
  ])
  return ['## Servers that conform', table(['server', 'what is different', 'verdict', 'warnings'], rows)]
}

function nullPart({ nulls }: ProofPage): readonly string[] {
  const rows = nulls.map(({ id, about, found }) => [code(id), about, number(found?.passed), number(found?.excused)])
  return [
    '## Servers that always answer the same',
    'No case at level must may pass on one, but for those that say why.',
    table(['server', 'what it answers', 'cases passed', 'that may'], rows),
  ]
}

function faultPart({ faults }: ProofPage): readonly string[] {
  const rows = faults.map(({ id, about, violates, level, fate }) => [
    code(id),
    about,
    `${code(violates)} (${level})`,
    fateText(fate),
    causesText(fate),
  ])
  return [
    '## Faults',
    faultCounts(faults.map(({ fate }) => fate)),
    table(['fault', 'what is broken', 'violates', 'killed by', 'causes'], rows),
  ]
}

function faultCounts(fates: readonly Fate[]): string {
  const killed = fates.filter((fate) => fate.kind === 'killed')
  const causes = killed.flatMap((fate) => fate.causes ?? [])
  const requests = killed.flatMap((fate) => fate.requests ?? []).toSorted((one, other) => one - other)
  const middle = requests[Math.floor(requests.length / 2)]
  const unknown = fates.filter(({ kind }) => kind === 'notKnown').length
  const mean = causes.reduce((sum, one) => sum + one, 0) / causes.length
  return [
    `${killed.length} of ${fates.length} are killed.`,
    ...(unknown === 0 ? [] : [`The fate of ${unknown} is not known.`]),
    ...(causes.length === 0 ? [] : [`${mean.toFixed(2)} causes are reported for each; ideal is one.`]),
    ...(middle === undefined || requests.length * 2 < killed.length
      ? []
      : [
          `A first kill costs ${counted(middle, 'request')} in the median, where the cost is known (${requests.length}).`,
        ]),
  ].join(' ')
}

function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'killed':
      if (fate.rows === undefined) return `${code(fate.row)}; other cases ${NOT_KNOWN}`
      return `${counted(fate.rows, 'case')}, ${code(fate.row)} among them`
    case 'survives':
      return '**survives**'
    case 'outOfReach':
      return `out of reach: ${fate.reason}`
    case 'notKnown':
      return NOT_KNOWN
  }
}

function causesText(fate: Fate): string {
  if (fate.kind === 'killed') return number(fate.causes)
  return fate.kind === 'notKnown' ? NOT_KNOWN : '0'
}

function casePart({ cases }: ProofPage): readonly string[] {
  const rows = cases.map((one) => [code(one.id), one.level, killsText(one), witnessText(one)])
  return [
    '## Entries of the suites',
    table(['entry', 'level', 'faults killed', 'the one that fewest others find'], rows),
  ]
}

function killsText({ level, kills }: PageCase): string {
  return kills === undefined && level === 'observe' ? '0' : number(kills)
}

function witnessText({ level, kills, fault }: PageCase): string {
  if (fault !== undefined) return code(fault)
  if (level === 'observe') return 'only observes'
  return kills === 0 ? '**nothing**' : NOT_KNOWN
}

function restPart({ withoutFault, smallestSet }: ProofPage): readonly string[] {
  return [
    ...smallestSetPart(smallestSet),
    ...(withoutFault.length === 0 ? [] : [`## Requirements without a fault\n\n${withoutFault.map(code).join(', ')}.`]),
  ]
}

function smallestSetPart(rows: ProofPage['smallestSet']): readonly string[] {
  if (rows === undefined) return ['## The smallest set\n\n*Not known*: cases of it are gone since the last full proof.']
  if (rows.length === 0) return []
  return [
    `## The smallest set\n\n${counted(rows.length, 'case')} kill every fault that is killed: ${rows.map(code).join(', ')}.`,
  ]
}

function number(value: number | undefined): string {
  return value === undefined ? NOT_KNOWN : grouped(value)
}
