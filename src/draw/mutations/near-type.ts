import type { Mutation } from './mutation.ts'

type Make = (right: unknown) => unknown

const STRING: readonly Make[] = [
  () => 1,
  (text) => [text],
  () => true,
  (text) => [text, text],
  () => ({}),
  () => -1,
  () => 0,
  () => [],
  () => false,
  () => 1.5,
  (text) => ({ value: text }),
  (text) => [[text]],
  () => 1e21,
  () => [1],
  (text) => ({ $: text }),
  () => [{}],
  (text) => ({ 0: text }),
]

const BOOLEAN: readonly Make[] = [
  ...['true', 1, 'false', 0, 't', 'yes', '', 2, 'f', 'on', -1].map((value) => () => value),
  () => [],
  () => [true],
  ...[0.5, 'no', 'off', 'y', 'n', '1', '0', 'TRUE', ' true', 'False', ' ', 'null'].map((value) => () => value),
  () => ({}),
  () => ({ value: true }),
  () => [false],
  ...['enabled', 'T', 'F', 'Y', 'N', 1e21].map((value) => () => value),
]

const NUMBER: readonly Make[] = [
  (number) => String(number),
  () => true,
  () => '',
  () => [],
  (number) => ` ${String(number)}`,
  (number) => `${String(number)}.0`,
  (number) => [number],
  () => false,
  () => '1e1',
  () => ({}),
  (number) => `+${String(number)}`,
  (number) => `${String(number)}x`,
  (number) => ({ value: number }),
  () => 'one',
  () => '0x1',
]

const ARRAY: readonly Make[] = [
  (items) => (Array.isArray(items) ? (items[0] as unknown) : undefined),
  (items) => Object.fromEntries(Object.entries(items ?? {})),
  (items) => (Array.isArray(items) ? items.join(',') : undefined),
  () => ({}),
  () => '',
  (items) => JSON.stringify(items),
  () => true,
  () => 0,
  () => ({ length: 1 }),
]

const OBJECT: readonly Make[] = [
  () => [],
  (object) => JSON.stringify(object),
  (object) => [object],
  () => '',
  () => true,
  () => 0,
  (object) => Object.entries(object ?? {}),
  () => 'null',
  () => 1,
  (object) => Object.values(object ?? {}),
]

const MAKES: Readonly<Record<string, readonly Make[]>> = {
  string: STRING,
  boolean: BOOLEAN,
  number: NUMBER,
  // A fraction is no integer.
  integer: [...NUMBER, () => 1.5, () => 0.1],
  array: ARRAY,
  object: OBJECT,
}

/**
 * Mutations to values of other types that a lax target accepts, the likeliest first. Null is tried separately. In odd turns a number with a
 * fraction comes first in place of a text. Some targets take whole numbers alone, others only those with a fraction.
 */
export function nearType(type: string, turn = 0): readonly Mutation[] {
  const makes = type === 'string' && turn % 2 === 1 ? [FRACTION, ...STRING.slice(1)] : (MAKES[type] ?? [])
  return makes.map((mutate) => ({ name: `${JSON.stringify(mutate(EXAMPLES[type]))} in place of the value`, mutate }))
}

const FRACTION: Make = () => 1.5

const EXAMPLES: Readonly<Record<string, unknown>> = {
  string: 'x',
  boolean: true,
  number: 1,
  integer: 1,
  array: ['x'],
  object: { a: 1 },
}
