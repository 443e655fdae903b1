import type { Proof, ProvenFault } from '../src/prove/proof.ts'
import { table } from './markdown.ts'
import { counted, grouped } from './wording.ts'

/** Renders a proof as a Markdown page. The page holds no times, so equal proofs give equal pages. */
export function renderProofPage(proof: Proof): string {
  const parts = [
    '# The proof',
    INTRODUCTION,
    ...conformantPart(proof),
    ...nullPart(proof),
    ...faultPart(proof),
    ...casePart(proof),
    ...restPart(proof),
  ]
  return `${parts.join('\n\n')}\n`
}

const INTRODUCTION = `Written by \`conform prove --full --update\`; do not edit it. The suite was fired at servers whose rights and wrongs
are known: the reference, variants of it that conform, servers that always answer the same, and the reference broken on
purpose.`

function conformantPart({ conformant }: Proof): readonly string[] {
  const rows = conformant.map(({ id, about, verdict, warnedBy }) => [code(id), about, verdict, String(warnedBy.length)])
  return ['## Servers that conform', table(['server', 'what is different', 'verdict', 'warnings'], rows)]
}

function nullPart({ nulls }: Proof): readonly string[] {
  const rows = nulls.map(({ id, about, passed, excused }) => [code(id), about, String(passed.length), String(excused)])
  return [
    '## Servers that always answer the same',
    'No case at level must may pass on one, but for those that say why.',
    table(['server', 'what it answers', 'cases passed', 'that may'], rows),
  ]
}

function faultPart({ faults }: Proof): readonly string[] {
  const killed = faults.filter((fault) => fault.killed)
  const rows = faults.map((fault) => [
    code(fault.id),
    fault.about,
    `${code(fault.violates)} (${fault.level})`,
    fate(fault),
    String(fault.causes),
  ])
  const total = killed.reduce((sum, { causes }) => sum + causes, 0)
  return [
    '## Faults',
    `${killed.length} of ${faults.length} are killed. ${(total / Math.max(1, killed.length)).toFixed(2)} causes are reported for each; ideal is one.`,
    table(['fault', 'what is broken', 'violates', 'killed by', 'causes'], rows),
  ]
}

function fate({ killed, by, outOfReach }: ProvenFault): string {
  if (killed) return `${counted(by.length, 'row')}, ${code(by[0] ?? '')} among them`
  return outOfReach === undefined ? '**survives**' : `out of reach: ${outOfReach}`
}

function casePart({ cases }: Proof): readonly string[] {
  const rows = cases.map(({ id, level, kills, witness }) => [
    code(id),
    level,
    grouped(kills),
    witness === undefined ? (level === 'observe' ? 'only observes' : '**nothing**') : code(witness.fault),
  ])
  return ['## Cases', table(['case', 'level', 'faults killed', 'the one that fewest others find'], rows)]
}

function restPart({ withoutFault, smallestSet, problems }: Proof): readonly string[] {
  return [
    ...(smallestSet.length === 0
      ? []
      : [
          `## The smallest set\n\n${counted(smallestSet.length, 'row')} kill every fault that is killed: ${smallestSet.map(code).join(', ')}.`,
        ]),
    ...(withoutFault.length === 0 ? [] : [`## Requirements without a fault\n\n${withoutFault.map(code).join(', ')}.`]),
    ...(problems.length === 0 ? [] : [`## Problems\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`]),
  ]
}

function code(text: string): string {
  return `\`${text}\``
}
