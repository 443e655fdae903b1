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

/** An import of one folder of a room by a module of another. */
interface FolderImport {
  readonly from: string
  readonly to: string
  readonly module: string
}

/** The imports between the folders of a room. */
function importsWithin(room: string): readonly FolderImport[] {
  return modulesOf(room).flatMap((module) => {
    const from = folderIn(room, module)
    if (from === undefined) return []
    return [...readFileSync(module, 'utf8').matchAll(IMPORTS)].flatMap(([, path = '']) => {
      const to = folderIn(room, normalize(join(dirname(module), path)))
      return to === undefined || to === from ? [] : [{ from, to, module }]
    })
  })
}

/** The imports that are part of a cycle: what is left when each folder that imports none, or is imported by none, is taken away. */
function entangled(imports: readonly FolderImport[]): readonly FolderImport[] {
  const importing = new Set(imports.map(({ from }) => from))
  const imported = new Set(imports.map(({ to }) => to))
  const left = imports.filter(({ from, to }) => imported.has(from) && importing.has(to))
  return left.length === imports.length ? left : entangled(left)
}

/** Schemas and bodies are recursive, so what generates their parts is too. */
const RECURSIVE = new Set(['src/generate', 'src/draw'])

const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}`)

test.each(['reporters', ...rooms.filter((room) => !RECURSIVE.has(room))])(
  'no two folders of %s import each other',
  (room) => {
    const named = entangled(importsWithin(room)).map(({ module, to }) => `${module} imports ${to}`)
    expect([...new Set(named)]).toEqual([])
  },
)
