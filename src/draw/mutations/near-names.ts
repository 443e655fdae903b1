import { isObject } from '../../json/pointer.ts'
import type { Mutation } from './mutation.ts'

const WAYS: readonly (readonly [string, (name: string) => string])[] = [
  ['in lower case', (name) => name.toLowerCase()],
  ['with underscores', (name) => wordsOf(name).join('_').toLowerCase()],
  ['with a capital', (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`],
  ['with hyphens', (name) => wordsOf(name).join('-').toLowerCase()],
  ['in upper case', (name) => name.toUpperCase()],
  ['with a space after it', (name) => `${name} `],
  ['with an underscore before it', (name) => `_${name}`],
  ['with spaces', (name) => wordsOf(name).join(' ')],
  ['in the plural', (name) => `${name}s`],
  ['without its last letter', (name) => name.slice(0, -1)],
  ['with a colon', (name) => `${name}:`],
  ['with a dot before it', (name) => `.${name}`],
]

/** Mutations that rename a property to a similar name, so that the property is missing. */
export function nearNames(name: string): readonly Mutation[] {
  return [
    ...WAYS.map(([way, write]) => ({
      name: `the name ${way}`,
      mutate: (right: unknown) => renamed(right, name, write(name)),
    })),
    { name: 'the name in the prototype', mutate: (right) => inPrototype(right, name) },
  ]
}

/** The property in a property `__proto__`. A copy by assignment has it as an inherited property. */
function inPrototype(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name) || Object.hasOwn(value, '__proto__')) return undefined
  const rest = Object.entries(value).filter(([each]) => each !== name)
  return Object.fromEntries([...rest, ['__proto__', { [name]: value[name] }]])
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (!isObject(value) || from === to || to === '' || Object.hasOwn(value, to)) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name === from ? to : name, part]))
}

function wordsOf(name: string): readonly string[] {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])|[^\p{L}\p{N}]+/u)
}
