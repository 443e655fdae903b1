import { type Fault, faults } from '../../fixtures/faults/index.ts'

/**
 * The faults whose id matches. Where no id matches, the faults whose former id matches, each with a hint on stderr that tells
 * the id of today.
 */
export function faultsNamed(matches: (id: string) => boolean): readonly Fault[] {
  const named = faults.filter(({ id }) => matches(id))
  return named.length > 0 ? named : faults.filter((fault) => wasNamed(fault, matches))
}

function wasNamed({ id, formerly }: Fault, matches: (id: string) => boolean): boolean {
  if (formerly === undefined || !matches(formerly)) return false
  process.stderr.write(`the fault "${formerly}" is now called "${id}"\n`)
  return true
}
