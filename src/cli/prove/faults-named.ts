import { type Fault, faults } from '../../../fixtures/faults/index.ts'

/**
 * Returns the faults whose id matches. Where no id matches, returns the faults whose former id matches, and prints their current
 * ids on standard error.
 */
export function faultsNamed(matches: (id: string) => boolean): readonly Fault[] {
  const named = faults.filter(({ id }) => matches(id))
  return named.length > 0 ? named : faults.filter((fault) => wasNamed(fault, matches))
}

function wasNamed({ id, formerly }: Fault, matches: (id: string) => boolean): boolean {
  const found = [formerly ?? []].flat().filter(matches)
  for (const former of found) process.stderr.write(`the fault "${former}" is now called "${id}"\n`)
  return found.length > 0
}
