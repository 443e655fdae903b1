import type { Drawn } from '../drawn.ts'
import type { ExamplePool, Build } from '../pool.ts'
import { type Rng, rngFor } from '../rng.ts'
import type { Broken } from '../property-source.ts'

/** A place at which a value can be broken, and how. */
export interface Site {
  readonly name: string
  readonly broken: Broken
  readonly draw: (rng: Rng) => Drawn
}

/** One at which the contract itself demands something, with a value that shows it. */
export interface RealSite {
  readonly site: Site
  readonly build: Build
  readonly first: Drawn
}

const TRIES = 12

/**
 * The site in a list, or none where no value proves it: what breaks a portable schema may be no more than unusual. Values that are
 * accepted say so early.
 */
export function realSite(site: Site, build: Build, isAccepted: (value: unknown) => boolean): readonly RealSite[] {
  const rng = rngFor(0, 0)
  let accepted = 0
  for (let tries = 0; tries < TRIES && accepted < 2; tries += 1) {
    const first = site.draw(rng)
    if (build(first.value, '') !== undefined) return [{ site, build, first }]
    if (isAccepted(first.value)) accepted += 1
  }
  return []
}

/** Random values of each site in turn. There is one at least. */
export function inTurn(sites: readonly RealSite[]): ExamplePool['draw'] {
  return (run, rng) => {
    const { site, build } = sites[run % sites.length] as RealSite
    return { name: 'random', drawn: site.draw(rng), build }
  }
}
