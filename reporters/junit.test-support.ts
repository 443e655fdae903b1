import { junit } from './junit.ts'
import { parseStrictXml, type XmlElement } from './parse-strict-xml.test-support.ts'
import { render, SAMPLE } from './sample-report.test-support.ts'

/** The JUnit file of a report. */
export const write = (...rest: Parameters<typeof render> extends [unknown, ...infer Rest] ? Rest : never): string =>
  render(junit, ...rest).join('')
/** Its root element. */
export const parse = (report = SAMPLE, verbose = false): XmlElement => parseStrictXml(write(report, { verbose }))
/** The children of an element with a name. */
export const children = (parent: XmlElement, name: string): readonly XmlElement[] =>
  parent.children.filter((child) => child.name === name)
/** All testcases of a file. */
export const cases = (root: XmlElement): readonly XmlElement[] =>
  children(root, 'testsuite').flatMap((suite) => children(suite, 'testcase'))
/** The testcase of a result. */
export const caseOf = (id: string, root = parse()): XmlElement => {
  const found = cases(root).find(({ attributes }) => {
    const name = `${attributes['classname']}.${attributes['name']}`
    return name === id || name.startsWith(`${id}: `)
  })
  if (found === undefined) throw new Error(`there is no testcase ${id}`)
  return found
}

/** Rules of Jenkins' junit-10.xsd: the allowed attributes, required attributes and children of each element. */
const RULES: Readonly<Record<string, { readonly may: string; readonly must: string; readonly holds: string }>> = {
  testsuites: { may: 'name time tests failures errors', must: '', holds: 'testsuite' },
  testsuite: {
    may: 'name tests failures errors group time skipped timestamp hostname id package file log url version',
    must: 'name tests failures errors',
    holds: 'testsuite properties testcase system-out system-err',
  },
  properties: { may: '', must: '', holds: 'property' },
  property: { may: 'name value', must: 'name value', holds: '' },
  testcase: {
    may: 'name time classname group',
    must: 'name',
    holds: 'skipped error failure system-out system-err',
  },
  failure: { may: 'type message', must: '', holds: 'text' },
  error: { may: 'type message', must: '', holds: 'text' },
  skipped: { may: 'type message', must: '', holds: 'text' },
  'system-out': { may: '', must: '', holds: 'text' },
  'system-err': { may: '', must: '', holds: 'text' },
}

const has = (list: string, word: string): boolean => list.split(' ').includes(word)

/** Breaches of the rules, by element and attribute. */
export function breaches(element: XmlElement, parent?: string): readonly string[] {
  const { name, attributes, text } = element
  const rule = RULES[name]
  if (rule === undefined) return [`unknown element ${name}`]
  return [
    ...(parent === undefined || has(RULES[parent]?.holds ?? '', name) ? [] : [`${name} in ${parent}`]),
    ...Object.keys(attributes).flatMap((key) => (has(rule.may, key) ? [] : [`${name} has ${key}`])),
    ...rule.must.split(' ').flatMap((key) => (key === '' || key in attributes ? [] : [`${name} lacks ${key}`])),
    ...(has(rule.holds, 'text') || text.trim() === '' ? [] : [`text in ${name}`]),
    ...(/^(\d+(\.\d{0,3})?)?$/.test(attributes['time'] ?? '') ? [] : [`time ${attributes['time']}`]),
    ...element.children.flatMap((child) => breaches(child, name)),
  ]
}
