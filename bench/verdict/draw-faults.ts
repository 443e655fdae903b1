import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { PROJECT } from '../contestants.ts'
import { type DrawnFault, drawByTheme } from './draw-by-theme.ts'

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
  return drawByTheme(await eligible(), count, seed)
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
