import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const IMPORTS = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

/** The modules of a folder and of those within it, without tests. */
function modulesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|test-support)\.ts$/.test(file))
    .map((file) => join(folder, file))
}

/** The folder of a module within its room; undefined for a module at the top of the room, and for one of another room. */
function folderIn(room: string, module: string): string | undefined {
  if (!module.startsWith(`${room}/`)) return undefined
  const [folder, ...rest] = module.slice(room.length + 1).split('/')
  return rest.length === 0 ? undefined : folder
}

/** The folders of a room that each folder imports. */
function importsWithin(room: string): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>()
  for (const module of modulesOf(room)) {
    const own = folderIn(room, module)
    if (own === undefined) continue
    const named = [...readFileSync(module, 'utf8').matchAll(IMPORTS)].map(([, to = '']) =>
      folderIn(room, normalize(join(dirname(module), to))),
    )
    const others = named.filter((folder) => folder !== undefined && folder !== own)
    imports.set(own, new Set([...(imports.get(own) ?? []), ...others.flatMap((folder) => folder ?? [])]))
  }
  return imports
}

/** The folders that stand on one another: what is left when each folder that imports no folder that is left is taken away. */
function entangled(imports: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const left = new Map(imports)
  for (;;) {
    const [free] = [...left].find(([, others]) => [...others].every((folder) => !left.has(folder))) ?? []
    if (free === undefined) return [...left.keys()]
    left.delete(free)
  }
}

/** Schemas and bodies are recursive, so what generates their parts is too. */
const RECURSIVE = new Set(['src/generate', 'src/draw'])

const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}`)

test.each(['reporters', ...rooms.filter((room) => !RECURSIVE.has(room))])(
  'no two folders of %s import each other',
  (room) => {
    expect(entangled(importsWithin(room))).toEqual([])
  },
)
