import type { Location } from '../../source/mistake.ts'
import { type Part, wholeOf } from './document-file.ts'
import { createFollow, type Follow } from './follow.ts'
import { createRemarks } from './remarks.ts'

/** A document that is plain data: one file, of which no places are known. Broken references are left out without a word. */
export function openPlain(value: unknown): { readonly whole: Part; readonly follow: Follow } {
  const file = { path: '', name: '', value, remarks: [], locate: nowhere, textAt: notWritten }
  const files = { first: file, files: new Map([['', file]]), unread: new Map<string, string>() }
  return { whole: wholeOf(file), follow: createFollow(files, createRemarks([])) }
}

function nowhere(): Location {
  return { file: '', line: 1, column: 1 }
}

function notWritten(): undefined {
  return undefined
}
