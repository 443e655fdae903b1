import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TOOL } from './source/tool.ts'

/** The scripts that npm reports when it installs a package from a tarball. */
const REPORTED = ['preinstall', 'install', 'postinstall', 'prepare']

test('npm ci builds a checkout, npm pack builds, and an installation of the tarball has no script to warn about', () => {
  const { scripts } = JSON.parse(readFileSync(join(TOOL.root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  expect(REPORTED.filter((name) => name in scripts)).toEqual([])
  expect([scripts['postprepare'], scripts['prepack']]).toEqual(['npm run build', 'npm run build'])
})
