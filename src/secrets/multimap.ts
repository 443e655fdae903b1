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
      if (slots.used * 2 > slots.size) slots = rebuilt(slots)
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
  /** Four bits a slot, one of them for some hashes each. Most hashes that are asked for have none, and need no further look. */
  readonly marks: Int32Array
  /** The number of slots that hold a hash. */
  used: number
}

/** The size of the first slots: a power of two. */
const LEAST = 1 << 12

/** The content of an empty slot, and of a slot whose values were removed: the slots behind it still belong to their hashes. */
const [EMPTY, REMOVED] = [0, -1]

function createSlots(size: number): Slots {
  const [hashes, contents, marks] = [new Int32Array(size), new Int32Array(size), new Int32Array(size >>> 3)]
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
  const count = contents.filter((content) => content > EMPTY || (listIn(slots, content)?.length ?? 0) > 0).length
  const larger = createSlots(count * 4 > size ? size * 2 : size)
  for (let slot = 0; slot < size; slot += 1) {
    const content = contents[slot] ?? EMPTY
    const hash = hashes[slot] ?? 0
    if (content > EMPTY) put(larger, hash, content - 1)
    else for (const value of listIn(slots, content) ?? []) put(larger, hash, value)
  }
  return larger
}

/** The lower bits of a rolling hash are those of few characters, so the upper bits are mixed in. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}

function mark({ size, marks }: Slots, hash: number): void {
  const index = (mixed(hash) & (size * 4 - 1)) >>> 5
  marks[index] = (marks[index] ?? 0) | (1 << (mixed(hash) & 31))
}

function isMarked({ size, marks }: Slots, hash: number): boolean {
  return ((marks[(mixed(hash) & (size * 4 - 1)) >>> 5] ?? 0) & (1 << (mixed(hash) & 31))) !== 0
}
