import { array, assert, boolean, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { isLinearizable, type TimedOperation } from './linearizable.ts'

/** A write of a register, or a read that returned a value. */
type Register = TimedOperation<number>

function write(value: number, start: number, end: number): Register {
  return { start, end, next: () => [value] }
}

function read(value: number, start: number, end: number): Register {
  return { start, end, next: (state) => (state === value ? [state] : []) }
}

// Both histories: MIT 6.824, quiz 2 of spring 2017, section VII; also in the tests of the checker Porcupine.
test('two reads during a write may return the new value and the old value where they overlap', () => {
  expect(isLinearizable([write(100, 0, 100), read(100, 25, 75), read(0, 30, 60)], { initial: 0 })).toBe(true)
})

test('a read after a read of the new value cannot return the old value', () => {
  expect(isLinearizable([write(200, 0, 100), read(200, 10, 30), read(0, 40, 90)], { initial: 0 })).toBe(false)
})

// The new-old inversion of a regular register: Lamport, On Interprocess Communication, part II (1986), section 2.
test('a register that is regular but not atomic is found', () => {
  expect(isLinearizable([write(1, 0, 1), write(2, 2, 9), read(2, 3, 4), read(1, 5, 6)], { initial: 0 })).toBe(false)
  expect(isLinearizable([write(1, 0, 1), write(2, 2, 9), read(1, 3, 4), read(2, 5, 6)], { initial: 0 })).toBe(true)
})

// Herlihy and Wing (1990), section 2.3: an invocation without a response may have taken effect or not.
test('a write without an answer may have happened, may happen later, and may never happen', () => {
  const open = write(1, 0, Infinity)
  expect(isLinearizable([open, read(1, 2, 3)], { initial: 0 })).toBe(true)
  expect(isLinearizable([open, read(0, 2, 3)], { initial: 0 })).toBe(true)
  expect(isLinearizable([open, read(0, 2, 3), read(1, 4, 5)], { initial: 0 })).toBe(true)
  expect(isLinearizable([open, read(1, 2, 3), read(0, 4, 5)], { initial: 0 })).toBe(false)
})

test('operations whose times touch count as overlapping', () => {
  expect(isLinearizable([write(1, 0, 5), read(0, 5, 6)], { initial: 0 })).toBe(true)
})

test('an operation that leaves a choice is held to each state that it may leave', () => {
  const either: Register = { start: 0, end: 1, next: (state) => [state, 7] }
  expect(isLinearizable([either, read(0, 2, 3)], { initial: 0 })).toBe(true)
  expect(isLinearizable([either, read(7, 2, 3)], { initial: 0 })).toBe(true)
  expect(isLinearizable([either, read(8, 2, 3)], { initial: 0 })).toBe(false)
  expect(isLinearizable([either, read(0, 2, 3), read(7, 4, 5)], { initial: 0 })).toBe(false)
})

test('no pair of applied operations and state is tried twice, so twelve writes at the same moment are searched at once', () => {
  const writes = Array.from({ length: 12 }, (_, index) => write(index % 2, 0, 100))
  expect(isLinearizable([...writes, read(2, 101, 102)], { initial: 0 })).toBe(false)
}, 5_000)

/** A small history: a write or a read, its value, its start and its length, where 6 means no answer. */
const history = array(record({ writes: boolean(), value: nat(2), start: nat(8), length: nat(6) }), {
  maxLength: 5,
})

test('small histories are judged as all permutations judge them', () => {
  assert(
    property(history, (drawn) => {
      const operations = drawn.map(({ writes, value, start, length }) =>
        (writes ? write : read)(value, start, length === 6 ? Infinity : start + length),
      )
      expect(isLinearizable(operations, { initial: 0 })).toBe(someOrder(operations, 0))
    }),
    { numRuns: 2_000, seed: 1 },
  )
})

/** Tries each order of each choice of operations: those without an answer may be left out. */
function someOrder(operations: readonly Register[], initial: number): boolean {
  const answered = operations.filter(({ end }) => end !== Infinity)
  const open = operations.filter(({ end }) => end === Infinity)
  return subsets(open).some((some) => permutations([...answered, ...some]).some((order) => explains(order, initial)))
}

function explains(order: readonly Register[], initial: number): boolean {
  const isInTime = order.every((one, index) => order.slice(0, index).every(({ start }) => start <= one.end))
  const last = order.reduce<readonly number[]>((states, { next }) => states.flatMap(next), [initial])
  return isInTime && last.length > 0
}

function subsets<T>([first, ...rest]: readonly T[]): readonly (readonly T[])[] {
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((some) => [some, [first, ...some]])
}

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]]
  return all.flatMap((one, index) =>
    permutations([...all.slice(0, index), ...all.slice(index + 1)]).map((order) => [one, ...order]),
  )
}
