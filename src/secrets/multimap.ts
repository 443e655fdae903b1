/**
 * Numbers by hash, several of each. All lie in typed arrays: a Map of half a million entries takes twice the memory, and the garbage
 * collector walks through it.
 */
export interface Multimap {
  readonly add: (hash: number, value: number) => void
  /** Removes a value of a hash; does nothing without it. */
  readonly remove: (hash: number, value: number) => void
  /** The values of a hash; undefined for none, which is the usual answer. */
  readonly get: (hash: number) => readonly number[] | undefined
}

/** A multimap without values. Hashes are integers of 32 bits, and values are integers from 0. */
export function createMultimap(): Multimap {
  let slots = createSlots(LEAST)
  return {
    add(hash, value) {
      if (slots.used > slots.size * FULL) slots = rebuilt(slots)
      put(slots, hash, value)
    },
    remove: (hash, value) => remove(slots, hash, value),
    get: (hash) => (isMarked(slots, hash) ? valuesOf(slots, hash) : undefined),
  }
}

/**
 * Slots for hashes: a hash lies in the first free slot from its place. A slot holds a value plus one. Several values of a hash, such as those
 * of secrets that begin alike, lie in a list, and the slot holds the number of the list below -1. What works on slots is no closure: V8
 * would compile the closures of each larger object anew.
 */
interface Slots {
  /** A power of two. */
  readonly size: number
  readonly hashes: Int32Array
  readonly contents: Int32Array
  readonly lists: number[][]
  /** Two bits of each hash that was put. Most hashes that are asked for lack a bit, and need no look at the slots. */
  readonly marks: Int32Array
  /** The number of slots that hold a hash. */
  used: number
}

/** The size of the first slots: a power of two. */
const LEAST = 1 << 12

/** The part of the slots that may be used: marks answer most questions, so few searches pass the used slots. */
const FULL = 0.75

/** The marks of a slot, in bits. */
const MARK_BITS = 8

/** The content of an empty slot, and of a slot whose values were removed: the slots behind it still belong to their hashes. */
const [EMPTY, REMOVED] = [0, -1]

function createSlots(size: number): Slots {
  const [hashes, contents, marks] = [
    new Int32Array(size),
    new Int32Array(size),
    new Int32Array((size * MARK_BITS) >>> 5),
  ]
  return { size, hashes, contents, lists: [], marks, used: 0 }
}

/** The slot of a hash, or the empty slot where the search for it ends. */
function slotOf({ size, hashes, contents }: Slots, hash: number): number {
  let slot = mixed(hash) & (size - 1)
  while (contents[slot] !== EMPTY && hashes[slot] !== hash) slot = (slot + 1) & (size - 1)
  return slot
}

/** The list of a content; undefined for a content of one value or none. */
function listIn({ lists }: Slots, content: number): number[] | undefined {
  return content < REMOVED ? lists[REMOVED - 1 - content] : undefined
}

function put(slots: Slots, hash: number, value: number): void {
  const { hashes, contents, lists } = slots
  const slot = slotOf(slots, hash)
  const content = contents[slot] ?? EMPTY
  const list = listIn(slots, content)
  if (content === EMPTY) {
    slots.used += 1
    hashes[slot] = hash
    mark(slots, hash)
  }
  // A list is extended in place: thousands of secrets may begin alike.
  if (list !== undefined) list.push(value)
  else contents[slot] = content > EMPTY ? REMOVED - lists.push([content - 1, value]) : value + 1
}

function remove(slots: Slots, hash: number, value: number): void {
  const slot = slotOf(slots, hash)
  const list = listIn(slots, slots.contents[slot] ?? EMPTY)
  if (slots.contents[slot] === value + 1) slots.contents[slot] = REMOVED
  else if (list?.includes(value) === true) list.splice(list.indexOf(value), 1)
}

function valuesOf(slots: Slots, hash: number): readonly number[] | undefined {
  const content = slots.contents[slotOf(slots, hash)] ?? EMPTY
  if (content > EMPTY) return [content - 1]
  const list = listIn(slots, content)
  return list === undefined || list.length === 0 ? undefined : list
}

/** The values in new slots: in twice as many, unless most values were removed. */
function rebuilt(slots: Slots): Slots {
  const { size, hashes, contents } = slots
  const larger = createSlots(countHashes(slots) * 2 > size * FULL ? size * 2 : size)
  for (let slot = 0; slot < size; slot += 1) {
    const content = contents[slot] ?? EMPTY
    const hash = hashes[slot] ?? 0
    if (content > EMPTY) put(larger, hash, content - 1)
    else for (const value of listIn(slots, content) ?? []) put(larger, hash, value)
  }
  return larger
}

function countHashes(slots: Slots): number {
  let count = 0
  for (const content of slots.contents) if (content > EMPTY || (listIn(slots, content)?.length ?? 0) > 0) count += 1
  return count
}

/** The lower bits of a rolling hash are those of few characters, so the upper bits are mixed in. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}

/** The place of a hash in the marks, and the bits of the hash there. A shift takes the lower five bits of its count. */
function placeOf(size: number, mixedHash: number): number {
  return (mixedHash & (size * MARK_BITS - 1)) >>> 5
}

function bitsOf(mixedHash: number): number {
  return (1 << mixedHash) | (1 << (mixedHash >>> 27))
}

function mark({ size, marks }: Slots, hash: number): void {
  const bits = mixed(hash)
  const place = placeOf(size, bits)
  marks[place] = (marks[place] ?? 0) | bitsOf(bits)
}

function isMarked({ size, marks }: Slots, hash: number): boolean {
  const bits = mixed(hash)
  return (bitsOf(bits) & ~(marks[placeOf(size, bits)] ?? 0)) === 0
}
