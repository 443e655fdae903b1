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
  let marks = createMarks(LEAST)
  return {
    add(hash, value) {
      if (slots.isFull()) {
        slots = rebuilt(slots)
        marks = createMarks(slots.size)
        slots.each(marks.set)
      }
      slots.put(hash, value)
      marks.set(hash)
    },
    remove: (hash, value) => slots.remove(hash, value),
    get: (hash) => (marks.has(hash) ? slots.get(hash) : undefined),
  }
}

/** The size of the first slots: a power of two. */
const LEAST = 1 << 12

/** The content of an empty slot, and of a slot whose values were removed: the slots behind it still belong to their hashes. */
const [EMPTY, REMOVED] = [0, -1]

interface Slots extends Pick<Multimap, 'remove' | 'get'> {
  readonly size: number
  readonly put: (hash: number, value: number) => void
  /** True if half of the slots were used. */
  readonly isFull: () => boolean
  /** The number of hashes with values. */
  readonly hashes: () => number
  readonly each: (visit: (hash: number, value: number) => void) => void
}

/**
 * Slots for hashes: a hash lies in the first free slot from its place. A slot holds a value plus one. Several values of a hash, such as those
 * of secrets that begin alike, lie in a list, and the slot holds the number of the list below -1.
 */
function createSlots(size: number): Slots {
  const hashes = new Int32Array(size)
  const contents = new Int32Array(size)
  const lists: number[][] = []
  let used = 0
  /** The slot of a hash, or the empty slot where the search for it ends. */
  const slotOf = (hash: number): number => {
    let slot = mixed(hash) & (size - 1)
    while (contents[slot] !== EMPTY && hashes[slot] !== hash) slot = (slot + 1) & (size - 1)
    return slot
  }
  const listIn = (content: number): number[] | undefined =>
    content < REMOVED ? lists[REMOVED - 1 - content] : undefined
  return {
    size,
    isFull: () => used * 2 > size,
    put(hash, value) {
      const slot = slotOf(hash)
      const content = contents[slot] ?? EMPTY
      const list = listIn(content)
      if (content === EMPTY) {
        used += 1
        hashes[slot] = hash
      }
      // A list is extended in place: thousands of secrets may begin alike.
      if (list !== undefined) list.push(value)
      else contents[slot] = content > EMPTY ? REMOVED - lists.push([content - 1, value]) : value + 1
    },
    remove(hash, value) {
      const slot = slotOf(hash)
      const list = listIn(contents[slot] ?? EMPTY)
      if (contents[slot] === value + 1) contents[slot] = REMOVED
      else if (list?.includes(value) === true) list.splice(list.indexOf(value), 1)
    },
    get(hash) {
      const content = contents[slotOf(hash)] ?? EMPTY
      if (content > EMPTY) return [content - 1]
      const list = listIn(content)
      return list === undefined || list.length === 0 ? undefined : list
    },
    hashes: () => contents.filter((content) => content > EMPTY || (listIn(content)?.length ?? 0) > 0).length,
    each(visit) {
      for (let slot = 0; slot < size; slot += 1) {
        const content = contents[slot] ?? EMPTY
        const hash = hashes[slot] ?? 0
        if (content > EMPTY) visit(hash, content - 1)
        else for (const value of listIn(content) ?? []) visit(hash, value)
      }
    },
  }
}

/** The values in new slots: in twice as many, unless most values were removed. */
function rebuilt(slots: Slots): Slots {
  const larger = createSlots(slots.hashes() * 4 > slots.size ? slots.size * 2 : slots.size)
  slots.each(larger.put)
  return larger
}

/** The lower bits of a rolling hash are those of few characters, so the upper bits are mixed in. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}

/** Four bits a slot, one of them for some hashes each. Most hashes that are asked for have none, and need no further look. */
function createMarks(slots: number): {
  readonly has: (hash: number) => boolean
  readonly set: (hash: number) => void
} {
  const marks = new Int32Array(slots >>> 3)
  const last = slots * 4 - 1
  return {
    has: (hash) => ((marks[(mixed(hash) & last) >>> 5] ?? 0) & (1 << (mixed(hash) & 31))) !== 0,
    set(hash) {
      const index = (mixed(hash) & last) >>> 5
      marks[index] = (marks[index] ?? 0) | (1 << (mixed(hash) & 31))
    },
  }
}
