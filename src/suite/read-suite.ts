import type { Condition } from '../judge/reading/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import { listOf, objectOf } from '../json/list-of.ts'
import { scalarText } from '../source/scalar.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { bindValue } from '../json/references.ts'
import type {
  CaseTemplate,
  DrawnPart,
  Forall,
  HistoryTemplate,
  RetiredCase,
  StepTemplate,
  Suite,
  TogetherTemplate,
} from './suite.ts'
import type { Invariant } from '../judge/invariant.ts'
import { findFormerWords } from './find-former-words.ts'
import { FORMER_MODES } from './former-words.ts'
import { readOwnRequirements } from './own-requirements.ts'
import { expandRepeats } from './repeat.ts'
import { pairedVariations } from './paired-variations.ts'
import { columnsOf } from './rows.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** The suite of a file that keeps to the schema. Each part keeps its place. */
export function readSuite(source: YamlSource): Suite {
  const raw = source.value as Raw
  return {
    name: scalarText(raw['suite']),
    about: scalarText(raw['about']),
    file: source.file,
    hints: findFormerWords(source),
    cases: listOf(raw['cases']).map((one, index) => readCase(source, expandRepeats(one) as Raw, ['cases', index])),
    retired: listOf(raw['retired']).map((one, index) => readRetired(source, one as Raw, ['retired', index])),
    invariants: listOf(raw['invariants']).map((one, index) => readInvariant(source, one as Raw, ['invariants', index])),
    requirements: readOwnRequirements(source),
  }
}

function readCase(source: YamlSource, raw: Raw, at: Path): CaseTemplate {
  const given = objectOf(raw['given'])
  const listed = (['steps', 'moves'] as const).find((word) => raw[word] !== undefined)
  const steps =
    listed === undefined
      ? [readStep(source, raw, at)]
      : listOf(raw[listed]).map((one, index) => readStep(source, one as Raw, [...at, listed, index]))
  return {
    id: scalarText(raw['id']),
    title: scalarText(raw['title']),
    ...(raw['about'] === undefined ? {} : { about: scalarText(raw['about']) }),
    needs: listOf(raw['needs']) as CaseTemplate['needs'],
    ...columnsOf(raw),
    given: {
      absent: texts(given['absent']),
      configured: texts(given['configured']),
      payload: scalarText(given['payload'] ?? 'full'),
      beside: texts(given['beside']),
      otherAbsent: texts(given['otherAbsent']),
    },
    ...readDrawn(objectOf(raw['forall'])),
    steps,
    ...(raw['rounds'] === undefined ? {} : { rounds: Number(raw['rounds']) }),
    location: source.locate([...at, 'id']),
  }
}

function readRetired(source: YamlSource, raw: Raw, at: Path): RetiredCase {
  return {
    id: scalarText(raw['id']),
    reason: scalarText(raw['reason']),
    successor: scalarText(raw['successor']),
    location: source.locate([...at, 'id']),
  }
}

function readDrawn(raw: Raw): Pick<CaseTemplate, 'forall' | 'history'> {
  if (Object.keys(raw).length === 0) return {}
  return raw['history'] === undefined ? { forall: readForall(raw) } : { history: readHistory(objectOf(raw['history'])) }
}

/** The steps of one history by default, as a count. */
const LENGTH = 40

function readHistory({ keys, length, tours, variations }: Raw): HistoryTemplate {
  const declared = listOf(variations) as HistoryTemplate['variations']
  return {
    keys: texts(keys),
    length: typeof length === 'number' ? length : LENGTH,
    ...(typeof tours === 'number' ? { tours } : {}),
    variations: [...declared, ...pairedVariations(declared)],
    declared: declared.length,
  }
}

function readForall(raw: Raw): Forall {
  const [part = 'body'] = Object.keys(raw) as DrawnPart[]
  const { of, secrets, variations, ...subjects } = objectOf(raw[part])
  const [written = 'valid'] = Object.keys(subjects)
  return {
    part,
    mode: FORMER_MODES.get(written) ?? (written as Forall['mode']),
    subject: scalarText(subjects[written]),
    ...(of === undefined ? {} : { of: scalarText(of) }),
    ...(secrets === undefined ? {} : { secrets: secrets as NonNullable<Forall['secrets']> }),
    ...(variations === undefined ? {} : { variations: listOf(variations) as NonNullable<Forall['variations']> }),
  }
}

function readStep(source: YamlSource, raw: Raw, at: Path): StepTemplate {
  const { send, walk, together, when, save, mended } = raw
  return {
    ...(send === undefined ? {} : { send: send as NonNullable<StepTemplate['send']> }),
    ...(walk === undefined ? {} : { walk: walk as NonNullable<StepTemplate['walk']> }),
    ...(together === undefined ? {} : { together: readTogether(source, together, [...at, 'together']) }),
    ...(when === undefined ? {} : { when: when as Condition }),
    expect: readExpectations(source, objectOf(raw['expect']), [...at, 'expect']),
    ...readByState(source, raw, at),
    ...(mended === undefined ? {} : { mended: mended as NonNullable<StepTemplate['mended']> }),
    twin: readExpectations(source, objectOf(raw['twin']), [...at, 'twin']),
    save: objectOf(save) as StepTemplate['save'],
    then: listOf(raw['then']).map((one, index) => readStep(source, one as Raw, [...at, 'then', index])),
    location: source.locate(at),
  }
}

function readByState(source: YamlSource, raw: Raw, at: Path): Pick<StepTemplate, 'inState'> {
  if (raw['ifAbsent'] === undefined && raw['ifPresent'] === undefined) return {}
  return {
    inState: {
      absent: readExpectations(source, objectOf(raw['ifAbsent']), [...at, 'ifAbsent']),
      present: readExpectations(source, objectOf(raw['ifPresent']), [...at, 'ifPresent']),
    },
  }
}

function readTogether(source: YamlSource, raw: unknown, at: Path): readonly TogetherTemplate[] {
  return listOf(raw).map((one, index) => {
    const { times = 1, send, expect } = objectOf(one)
    return {
      times: Number(times),
      send: send as TogetherTemplate['send'],
      expect: readExpectations(source, objectOf(expect), [...at, index, 'expect']),
    }
  })
}

function readInvariant(source: YamlSource, raw: Raw, at: Path): Invariant {
  return {
    title: scalarText(raw['title']),
    ...(raw['on'] === undefined ? {} : { on: raw['on'] as Condition }),
    ...(raw['except'] === undefined ? {} : { except: raw['except'] as Condition }),
    expect: readExpectations(source, objectOf(raw['expect']), [...at, 'expect']),
    location: source.locate([...at, 'title']),
  }
}

/** The expectations under their requirements, each with its place. */
export function readExpectations(source: YamlSource, raw: Raw, at: Path): readonly Expectation[] {
  return Object.entries(raw).flatMap(([requirement, kinds]) =>
    Object.entries(objectOf(kinds)).map(([kind, value]) => ({
      requirement,
      kind,
      ...bindValue(value, NOTHING),
      location: source.locate([...at, requirement, kind], 'key'),
    })),
  )
}

const NOTHING = new Map<string, unknown>()

function texts(value: unknown): readonly string[] {
  return value === undefined ? [] : [value].flat().map(scalarText)
}
