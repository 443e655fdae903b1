import type { Proof, ProvenFault } from '../../src/prove/proof.ts'
import { counted, duration, grouped, named } from '../text/wording.ts'

/** The number of ids that a list shows. */
const NAMED = 20
const WORST = 5

/** Renders a proof for the terminal: counts, causes, facts and problems. */
export function renderProof(proof: Proof): string {
  const sections = [counts(proof), causes(proof), knowledge(proof), problems(proof)]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function counts({ conformant, nulls, faults, needs, cases }: Proof): readonly string[] {
  const variants = conformant.filter(({ kind }) => kind === 'variant')
  const killing = cases.filter(({ kills }) => kills > 0)
  return [
    ...conformant
      .filter(({ kind }) => kind === 'reference')
      .map(
        ({ verdict, ran, requests }) =>
          `reference     ${verdict}: ${counted(ran, 'case')}, ${grouped(requests)} requests`,
      ),
    ...line('variants', variants.length, `${variants.filter(({ verdict }) => verdict === 'conforms').length} conform`),
    ...line(
      'null servers',
      nulls.length,
      `${nulls.filter(({ passed }) => passed.length === 0).length} pass nothing that they may not`,
    ),
    ...line('faults', faults.length, `${faults.filter(({ killed }) => killed).length} killed${costOf(faults)}`),
    ...needsLine(needs),
    ...line('entries', cases.length, `${killing.length} kill at least one fault`),
  ]
}

function line(label: string, all: number, rest: string): readonly string[] {
  return all === 0 ? [] : [`${label.padEnd(13)} ${grouped(all)}: ${rest}`]
}

function needsLine(needs: Proof['needs']): readonly string[] {
  const parts = needs.map((one) => `${one.needs} ${grouped(one.killed)} of ${grouped(one.faults)}`)
  return parts.length === 0 ? [] : [`${'needs'.padEnd(13)} ${parts.join(', ')}`]
}

/** The median number of requests until the first kill. */
function costOf(faults: readonly ProvenFault[]): string {
  const requests = faults.flatMap((fault) => fault.requests ?? []).toSorted((a, b) => a - b)
  const middle = requests[Math.floor(requests.length / 2)]
  return middle === undefined ? '' : `; half of them within ${grouped(middle)} requests`
}

/** The mean number of causes, and the faults with most; the ideal is a single cause. */
function causes({ full, faults }: Proof): readonly string[] {
  const found = faults.filter((fault) => fault.causes > 0)
  if (!full || found.length === 0) return []
  const total = found.reduce((sum, fault) => sum + fault.causes, 0)
  const worst = found.toSorted((a, b) => b.causes - a.causes).slice(0, WORST)
  return [
    `${(total / found.length).toFixed(2)} causes a fault; most:`,
    ...worst.map(({ id, causes: many }) => `  ${String(many).padStart(4)}  ${id}`),
  ]
}

function knowledge({ faults, withoutFault, smallestSet, durationMs }: Proof): readonly string[] {
  const out = faults.filter(({ killed, outOfReach }) => !killed && outOfReach !== undefined)
  return [
    ...(out.length === 0
      ? []
      : [`out of reach (${out.length})`, ...out.map(({ id, outOfReach = '' }) => `  ${id}: ${outOfReach}`)]),
    ...(withoutFault.length === 0
      ? []
      : [`requirements that no fault violates (${withoutFault.length}): ${named(withoutFault, NAMED)}`]),
    ...(smallestSet.length === 0
      ? []
      : [`${counted(smallestSet.length, 'case')} kill all: ${named(smallestSet, NAMED)}`]),
    duration(durationMs),
  ]
}

function problems({ problems: all }: Proof): readonly string[] {
  if (all.length === 0) return ['✔ PROVED']
  return [...all.map((problem) => `✖ ${problem}`), `✖ NOT PROVED: ${counted(all.length, 'problem')}`]
}
