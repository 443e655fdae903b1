import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * The parts of the page that are the same for every report. The security policy has the hashes of the style sheet and the script.
 */
export interface PageFiles {
  readonly style: string
  readonly script: string
  readonly styleHash: string
  readonly scriptHash: string
}

let files: PageFiles | undefined

/** Reads the style sheet and the script of this package, once. */
export function pageFiles(): PageFiles {
  files ??= readPageFiles()
  return files
}

function readPageFiles(): PageFiles {
  const style = read('report.css')
  const script = ['cases.js', 'report.js'].map(read).join('\n')
  return { style, script, styleHash: hashOf(style), scriptHash: hashOf(script) }
}

function read(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
