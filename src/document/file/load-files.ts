import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../../source/mistake.ts'
import { displayPath, textOf, whyUnreadable } from '../../source/read-text.ts'
import { type DocumentFile, parseDocumentFile } from './document-file.ts'
import { addressOf } from './reference-address.ts'

/** The files of a document by absolute path, and why others could not be read. */
export interface DocumentFiles {
  readonly first: DocumentFile
  readonly files: ReadonlyMap<string, DocumentFile>
  /** The reason for each file that could not be read, by absolute path. */
  readonly unread: ReadonlyMap<string, string>
}

const MEGABYTES = 64
const MOST_FILES = 10_000

/**
 * Reads a file, and each file that its references name. Nothing is read from the network.
 * @throws UserError if the first file cannot be read or parsed.
 */
export function loadFiles(path: string): DocumentFiles {
  if (/^https?:\/\//i.test(path))
    throw new UserError('a document is a file, and no URL; save it first, for example with: curl -o openapi.yaml URL')
  const absolute = resolve(path)
  const budget = { bytes: MEGABYTES * 1024 * 1024 }
  const first = readOne(absolute, budget)
  const files = new Map([[absolute, first]])
  const unread = new Map<string, string>()
  for (const file of files.values()) {
    for (const next of filesNamedIn(file)) {
      if (files.has(next) || unread.has(next)) continue
      try {
        if (files.size >= MOST_FILES) throw new UserError(`a document has at most ${MOST_FILES} files`)
        files.set(next, readOne(next, budget))
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        unread.set(next, error.message)
      }
    }
  }
  return { first, files, unread }
}

function readOne(path: string, budget: { bytes: number }): DocumentFile {
  const name = displayPath(path)
  let text: string
  try {
    const found = statSync(path)
    if (!found.isFile() && !found.isDirectory()) throw new UserError(`${name} cannot be read: it is no regular file`)
    if (found.size > budget.bytes)
      throw new UserError(`${name} cannot be read: a document has at most ${MEGABYTES} megabytes`)
    text = textOf(name, readFileSync(path))
    budget.bytes -= found.size
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError(`${name} cannot be read: ${whyUnreadable(cause)}`, { cause })
  }
  return parseDocumentFile({ path, name, text })
}

/** The files that the references and the mappings of discriminators of a file name. */
function filesNamedIn(file: DocumentFile): ReadonlySet<string> {
  const found = new Set<string>()
  const note = (reference: unknown): void => {
    const path = typeof reference === 'string' ? addressOf(file, reference).path : undefined
    if (path !== undefined) found.add(path)
  }
  const seen = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    for (const [name, child] of Object.entries(value)) {
      if (name === '$ref') note(child)
      if (name === 'mapping' && typeof child === 'object' && child !== null)
        Object.values(child).filter(isFileName).forEach(note)
      visit(child)
    }
  }
  visit(file.value)
  return found
}

/** A mapping may hold a plain name of a schema. */
function isFileName(value: unknown): boolean {
  return typeof value === 'string' && /[/.]/.test(value)
}
