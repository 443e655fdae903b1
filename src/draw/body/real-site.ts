import type { Drawn } from '../drawn.ts'
import type { Family, Finish } from '../pool.ts'
import { type Luck, luckOf } from '../rng.ts'
import type { Broken } from '../property-source.ts'

/** A place at which a value can be broken, and how. */
export interface Site {
  readonly name: string
  readonly broken: Broken
  readonly draw: (luck: Luck) => Drawn
}

/** One at which the contract itself demands something, with a value that shows it. */
export interface RealSite {
  readonly site: Site
  readonly finish: Finish
  readonly first: Drawn
}

const TRIES = 12

/**
 * The site in a list, or none where no value proves it: what breaks a usual schema may be no more than unusual. Values that are
 * accepted say so early.
 */
export function realSite(site: Site, finish: Finish, isAccepted: (value: unknown) => boolean): readonly RealSite[] {
  const luck = luckOf(0, 0)
  let accepted = 0
  for (let tries = 0; tries < TRIES && accepted < 2; tries += 1) {
    const first = site.draw(luck)
    if (finish(first.value, '') !== undefined) return [{ site, finish, first }]
    if (isAccepted(first.value)) accepted += 1
  }
  return []
}

/** Random values of each site in turn. There is one at least. */
export function inTurn(sites: readonly RealSite[]): Family['draw'] {
  return (run, luck) => {
    const { site, finish } = sites[run % sites.length] as RealSite
    return { name: 'random', drawn: site.draw(luck), finish }
  }
}
