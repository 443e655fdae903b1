import { isObject, parsePointer } from '../../json/pointer.ts'
import { type Part, partAt, partsOf, wholeOf } from './document-file.ts'
import type { DocumentFiles } from './load-files.ts'
import { addressOf } from './reference-address.ts'
import type { Remarks } from './remarks.ts'
import { quoted } from '../../source/quoted.ts'

/** Follows references through the files of a document. */
export interface Follow {
  /** The part that a chain of references leads to; the part itself if it is no reference. Undefined, with a remark, for a broken one. */
  follow(part: Part): Part | undefined
  /** The parts of a map. The map, and each map on the way to it, may be a reference. */
  entries(part: Part, ...tokens: readonly string[]): readonly Part[]
  /** The part that one reference leads to. Undefined, with a remark at the part, for a broken one. */
  target(part: Part, reference: string): Part | undefined
}

/** A chain that is longer than this is taken for a cycle. */
const LONGEST = 50

export function createFollow(files: DocumentFiles, remarks: Remarks): Follow {
  const known = new Map<string, Part | undefined>()
  const target = (part: Part, reference: string): Part | undefined => {
    const key = JSON.stringify([part.file.path, reference])
    if (!known.has(key)) known.set(key, find(files, part, reference))
    const found = known.get(key)
    if (found === undefined) remarks.add(part, whyBroken(files, part, reference))
    return found
  }
  const follow = (part: Part): Part | undefined => {
    let at = part
    for (let length = 0; length < LONGEST; length += 1) {
      const reference = referenceOf(at)
      if (reference === undefined) return at
      const next = target(at, reference)
      if (next === undefined) return undefined
      at = next
    }
    remarks.add(part, `the references from here lead in a circle, or are longer than ${LONGEST}`)
    return undefined
  }
  const entries = (part: Part, ...tokens: readonly string[]): readonly Part[] => {
    let map: Part | undefined = part
    for (const token of tokens) map = map === undefined ? undefined : follow(partAt(map, token))
    return map === undefined ? [] : partsOf(map)
  }
  return { follow, target, entries }
}

/** The text of `$ref`; undefined for a part that is no reference. */
export function referenceOf({ value }: Part): string | undefined {
  return isObject(value) && Object.hasOwn(value, '$ref') && typeof value['$ref'] === 'string'
    ? value['$ref']
    : undefined
}

/** The part that the reference of a part leads to. Undefined for a part without one, and, with a remark, for a broken one. */
export function targetOf(part: Part, { target }: Pick<Follow, 'target'>): Part | undefined {
  const reference = referenceOf(part)
  return reference === undefined ? undefined : target(part, reference)
}

function find(files: DocumentFiles, part: Part, reference: string): Part | undefined {
  const { path, fragment } = addressOf(part.file, reference)
  const file = path === undefined ? undefined : files.files.get(path)
  if (file === undefined) return undefined
  const whole = wholeOf(file)
  // Authors write `file.yaml#/` for the whole file.
  if (fragment === '' || (fragment === '/' && partAt(whole, '').value === undefined)) return whole
  return fragment.startsWith('/') ? walk(files, whole, fragment) : anchored(whole, fragment)
}

/** The part at a pointer. References on the way are followed where the pointer goes through them. */
function walk(files: DocumentFiles, whole: Part, pointer: string): Part | undefined {
  let part = whole
  let detours = 0
  for (const token of parsePointer(pointer)) {
    let next = partAt(part, token)
    while (next.value === undefined) {
      const reference = referenceOf(part)
      const through = reference === undefined || detours >= LONGEST ? undefined : direct(files, part, reference)
      if (through === undefined) return undefined
      detours += 1
      part = through
      next = partAt(part, token)
    }
    part = next
  }
  return part
}

/** The part of a reference without detours, so that two references that go through each other end. */
function direct(files: DocumentFiles, part: Part, reference: string): Part | undefined {
  const { path, fragment } = addressOf(part.file, reference)
  const file = path === undefined ? undefined : files.files.get(path)
  if (file === undefined || !/^$|^\//.test(fragment)) return undefined
  const found = partAt(wholeOf(file), ...parsePointer(fragment))
  return found.value === undefined ? undefined : found
}

/** The part with a plain name as `$anchor` or `$dynamicAnchor`. */
function anchored(whole: Part, name: string): Part | undefined {
  const seen = new Set<unknown>()
  const queue = [whole]
  for (const part of queue) {
    if (seen.has(part.value)) continue
    seen.add(part.value)
    if (isObject(part.value) && ['$anchor', '$dynamicAnchor'].some((keyword) => partAt(part, keyword).value === name))
      return part
    for (const child of partsOf(part)) if (typeof child.value === 'object' && child.value !== null) queue.push(child)
  }
  return undefined
}

function whyBroken(files: DocumentFiles, part: Part, reference: string): string {
  const { path } = addressOf(part.file, reference)
  if (path === undefined)
    return `the reference ${quoted(reference)} is not followed: only files by relative path are read; put a copy beside this file`
  const unread = files.unread.get(path)
  return unread === undefined
    ? `the reference ${quoted(reference)} leads to nothing`
    : `the reference ${quoted(reference)} leads to no document: ${unread}`
}
