import type { CutFound } from '../../src/prove/cut-proof.ts'
import { counted, grouped, named } from '../text/wording.ts'

/** The most names of missed faults. */
const NAMES = 20

/** Renders what a cut run finds, a line for each set of faults. */
export function renderCutProof(budget: string, found: readonly CutFound[]): string {
  const lines = found.map(({ name, faults, found: count, median, ninetieth, steps }) => {
    const share = faults === 0 ? '' : ` (${((100 * count) / faults).toFixed(1)} %)`
    return `${name}: of ${counted(faults, 'fault')}, ${grouped(count)} are found${share}; ${requestsText('half', median)}, ${requestsText('nine in ten', ninetieth)}${stepsText(steps)}`
  })
  const missed = [...new Set(found.flatMap((one) => one.missed))]
  const names = missed.length === 0 ? [] : [`missed: ${named(missed, NAMES)}`]
  return `${[`budget of ${budget}`, ...lines, ...names].join('\n')}\n`
}

function stepsText(steps: number | undefined): string {
  return steps === undefined ? '' : `; a failing history is shortened to ${counted(steps, 'step')} (median)`
}

function requestsText(share: string, requests: number | undefined): string {
  return requests === undefined ? `${share} not within the budget` : `${share} within ${counted(requests, 'request')}`
}
