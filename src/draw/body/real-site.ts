import type { Drawn } from '../drawn.ts'
import type { ExamplePool, Build } from '../pool.ts'
import { type Rng, rngFor } from '../rng.ts'
import type { Broken } from '../property-source.ts'

/** A place at which a value can be broken, with a source of broken values. */
export interface Site {
  readonly name: string
  readonly broken: Broken
  readonly draw: (rng: Rng) => Drawn
}

/** A site at which the contract itself demands something, with a value as proof. */
export interface RealSite {
  readonly site: Site
  readonly build: Build
  readonly first: Drawn
}

const TRIES = 12

/**
 * The site as a list; an empty list if no drawn value is proved broken. A value that breaks the portable schema may be valid for
 * the contract. Two accepted values end the search early.
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

/** Random values of each site in turn. `sites` must not be empty. */
export function inTurn(sites: readonly RealSite[]): ExamplePool['draw'] {
  return (run, rng) => {
    const { site, build } = sites[run % sites.length] as RealSite
    return { name: 'random', drawn: site.draw(rng), build }
  }
}
