import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This package: name and version for reports and the User-Agent, the folder, and the default contract. */
export const TOOL = readTool()

interface Tool {
  readonly name: string
  readonly version: string
  readonly root: string
  readonly contract: string
}

/** Searches upwards, because sources and build lie at different depths. */
function readTool(): Tool {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  const { name, version, conform } = JSON.parse(text) as {
    name: string
    version: string
    conform: { contract: string }
  }
  return { name, version, root: folder, contract: conform.contract }
}
