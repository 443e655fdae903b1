import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { formatMistake } from '../source/mistake.ts'
import type { ApiDocument } from './api-document.ts'
import { readDocument } from './read-document.ts'

interface Read {
  readonly document: ApiDocument
  /** Each remark as `file:line:column  sentence`. */
  readonly remarks: readonly string[]
}

/** Reads files that are written for the test. The first is the document. */
export function readWritten(files: Readonly<Record<string, string>>): Read {
  const folder = mkdtempSync(join(tmpdir(), 'document-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const [first = ''] = Object.keys(files)
    const { document, mistakes } = readDocument(join(folder, first))
    const plain = JSON.parse(JSON.stringify(document).replaceAll(`${folder}/`, '')) as ApiDocument
    return { document: plain, remarks: mistakes.map((mistake) => withoutFolder(formatMistake(mistake), folder)) }
  } catch (error) {
    throw error instanceof Error ? new Error(withoutFolder(error.message, folder), { cause: error }) : error
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Reads a document of the version with the schemas, given as YAML below `schemas:`. */
export function readSchemas(version: string, schemas: string): Read {
  const indented = schemas.replaceAll(/^(?=.)/gm, '    ')
  return readWritten({
    'api.yaml': `openapi: ${version}\ninfo: { title: T, version: '1' }\npaths: { /x: { get: { responses: {} } } }\ncomponents:\n  schemas:\n${indented}`,
  })
}

function withoutFolder(text: string, folder: string): string {
  return text.replaceAll(`${folder}/`, '').replaceAll(new RegExp(`[^ ]*${basename(folder)}/`, 'g'), '')
}
