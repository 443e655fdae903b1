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
      slots.put(hash, [value])
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
  readonly put: (hash: number, values: readonly number[]) => void
  readonly get: (hash: number) => readonly number[] | undefined
  /** True if half of the slots were used. */
  readonly isFull: () => boolean
  readonly each: (visit: (hash: number, values: readonly number[]) => void) => void
}

/** The size of the first slots: a power of two. */
const LEAST = 1 << 12

/** The content of an empty slot, and of a slot whose values were removed: the slots behind it still belong to their hashes. */
const [EMPTY, REMOVED] = [0, -1]

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
    // The lower bits of a rolling hash are those of few characters, so the upper bits are mixed in.
    let slot = (hash ^ (hash >>> 15)) & (size - 1)
    while (contents[slot] !== EMPTY && hashes[slot] !== hash) slot = (slot + 1) & (size - 1)
    return slot
  }
  const valuesIn = (slot: number): readonly number[] => {
    const content = contents[slot] ?? EMPTY
    if (content > EMPTY) return [content - 1]
    return content < REMOVED ? (lists[REMOVED - 1 - content] ?? []) : []
  }
  return {
    size,
    isFull: () => used * 2 > size,
    put(hash, values) {
      const slot = slotOf(hash)
      const content = contents[slot] ?? EMPTY
      if (content === EMPTY) used += 1
      hashes[slot] = hash
      // A list is extended in place: thousands of secrets may begin alike.
      const list = content < REMOVED ? lists[REMOVED - 1 - content] : undefined
      if (list !== undefined) {
        list.push(...values)
        return
      }
      const [first = 0, ...others] = [...valuesIn(slot), ...values]
      contents[slot] = others.length === 0 ? first + 1 : REMOVED - lists.push([first, ...others])
    },
    remove(hash, value) {
      const slot = slotOf(hash)
      const list = lists[REMOVED - 1 - (contents[slot] ?? EMPTY)]
      if (contents[slot] === value + 1) contents[slot] = REMOVED
      else if (list?.includes(value) === true) list.splice(list.indexOf(value), 1)
    },
    get(hash) {
      const values = valuesIn(slotOf(hash))
      return values.length === 0 ? undefined : values
    },
    each(visit) {
      for (let slot = 0; slot < size; slot += 1) {
        const values = valuesIn(slot)
        if (values.length > 0) visit(hashes[slot] ?? 0, values)
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
