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
  const marks = createMarks()
  let slots = createSlots(LEAST)
  return {
    add(hash, value) {
      marks.set(hash)
      if (slots.isFull()) slots = rebuilt(slots)
      slots.put(hash, value)
    },
    remove: (hash, value) => slots.remove(hash, value),
    get: (hash) => (marks.has(hash) ? slots.get(hash) : undefined),
  }
}

/** One bit for some hashes each. Most hashes that are asked for have none, and need no further look. The bits stay after a removal. */
function createMarks(): { readonly has: (hash: number) => boolean; readonly set: (hash: number) => void } {
  const marks = new Uint32Array(MARKS >>> 5)
  return {
    has: (hash) => ((marks[(hash & (MARKS - 1)) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0,
    set(hash) {
      const index = (hash & (MARKS - 1)) >>> 5
      marks[index] = (marks[index] ?? 0) | (1 << (hash & 31))
    },
  }
}

/** The number of marks: a power of two, several times the number of hashes of a usual run. */
const MARKS = 1 << 22

interface Slots extends Pick<Multimap, 'remove'> {
  readonly size: number
  readonly put: (hash: number, value: number) => void
  readonly get: (hash: number) => readonly number[] | undefined
  /** True if half of the slots were used. */
  readonly isFull: () => boolean
  readonly each: (visit: (hash: number, value: number) => void) => void
}

/** The size of the first slots: a power of two. */
const LEAST = 1 << 12

/** The content of an empty slot, and of a slot whose value was removed: the values behind it still belong to their hashes. */
const [EMPTY, REMOVED] = [0, -1]

/** Slots for hashes, each with a value: a pair lies in the first free slot from the place of its hash. */
function createSlots(size: number): Slots {
  const hashes = new Int32Array(size)
  /** Each value plus one. */
  const contents = new Int32Array(size)
  let used = 0
  const after = (slot: number): number => (slot + 1) & (size - 1)
  // The lower bits of a rolling hash are those of few characters, so the upper bits are mixed in.
  const placeOf = (hash: number): number => (hash ^ (hash >>> 15)) & (size - 1)
  return {
    size,
    isFull: () => used * 2 > size,
    put(hash, value) {
      let slot = placeOf(hash)
      while (contents[slot] !== EMPTY) slot = after(slot)
      hashes[slot] = hash
      contents[slot] = value + 1
      used += 1
    },
    remove(hash, value) {
      for (let slot = placeOf(hash); contents[slot] !== EMPTY; slot = after(slot))
        if (hashes[slot] === hash && contents[slot] === value + 1) contents[slot] = REMOVED
    },
    get(hash) {
      let found: number[] | undefined
      for (let slot = placeOf(hash); contents[slot] !== EMPTY; slot = after(slot)) {
        const content = contents[slot] ?? EMPTY
        if (content !== REMOVED && hashes[slot] === hash) found = [...(found ?? []), content - 1]
      }
      return found
    },
    each(visit) {
      for (let slot = 0; slot < size; slot += 1) {
        const content = contents[slot] ?? EMPTY
        if (content !== EMPTY && content !== REMOVED) visit(hashes[slot] ?? 0, content - 1)
      }
    },
  }
}

/** The values in new slots: in twice as many, unless most values were removed. */
function rebuilt(slots: Slots): Slots {
  let count = 0
  slots.each(() => (count += 1))
  const larger = createSlots(count * 4 > slots.size ? slots.size * 2 : slots.size)
  slots.each(larger.put)
  return larger
}
