import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { PROJECT } from '../contestants.ts'

/** A fault of the draw, and the theme that its folder stands for. */
export interface DrawnFault {
  readonly id: string
  readonly theme: string
}

interface Fault {
  readonly id: string
  readonly violates: string
  readonly logIn?: string
  readonly outOfReach?: string
}

/**
 * Draws faults by a seed: from each theme in proportion to its size. They violate a must, are within reach, and show with bearer
 * tokens.
 */
export async function drawFaults(count: number, seed: number): Promise<readonly DrawnFault[]> {
  const all = await eligible()
  const random = mulberry32(seed)
  const shares = [...new Set(all.map(({ theme }) => theme))].map((theme) => {
    const faults = all.filter((fault) => fault.theme === theme)
    const exact = (count * faults.length) / all.length
    return { theme, faults, whole: Math.floor(exact), rest: exact % 1 }
  })
  const left = count - shares.reduce((sum, { whole }) => sum + whole, 0)
  const rounded = new Set(
    shares
      .toSorted((a, b) => b.rest - a.rest)
      .slice(0, left)
      .map(({ theme }) => theme),
  )
  const drawn = shares.flatMap(({ theme, faults, whole }) =>
    shuffled(faults, random).slice(0, whole + (rounded.has(theme) ? 1 : 0)),
  )
  // Each beginning of the draw is a draw too.
  return shuffled(drawn, random)
}

async function eligible(): Promise<readonly DrawnFault[]> {
  const { faults } = (await import(join(PROJECT, 'dist/fixtures/faults/index.js'))) as {
    readonly faults: readonly Fault[]
  }
  const [musts, themes] = [readMusts(), readThemes()]
  return faults
    .filter(({ violates, outOfReach }) => musts.has(violates) && outOfReach === undefined)
    .filter(({ logIn = 'bearer' }) => logIn === 'bearer')
    .map(({ id }) => ({ id, theme: themes.get(id.split('.', 1)[0] ?? '') ?? 'none' }))
}

function readMusts(): ReadonlySet<string> {
  const text = readFileSync(join(PROJECT, 'specs/integrations/requirements.yaml'), 'utf8')
  const { requirements } = parse(text) as { readonly requirements: readonly { id: string; level: string }[] }
  return new Set(requirements.flatMap(({ id, level }) => (level === 'must' ? [id] : [])))
}

/** The folder of each file of faults. An id begins with the name of its file. */
function readThemes(): ReadonlyMap<string, string> {
  const below = join(PROJECT, 'fixtures/faults')
  const folders = readdirSync(below, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return new Map(
    folders.flatMap(({ name }) =>
      readdirSync(join(below, name)).map((file): [string, string] => [file.replace(/\.ts$/, ''), name]),
    ),
  )
}

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

/** A small generator of numbers from 0 to 1, the same on each machine. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
