import { isObject } from '../../json/pointer.ts'
import { jsonIn } from './json-in.test-support.ts'

/** A difference of a server from the first. */
export type Difference =
  | 'takes-any-date'
  | 'has-another-default'
  | 'ignores-empty-values'
  | 'clears-notes-on-nothing'
  | 'makes-two'
  | 'moves-parts'
  | 'sorts-each-page'
  | 'filters-each-page'
  | 'lists-in-order-of-creation'
  | 'forgets-filters'
  | 'finds-nothing'
  | 'takes-long-links'
  | 'counts-beside-filters'
  | 'ignores-flags'
  | 'rounds'
  | 'is-never-modified'
  | 'patches-the-deleted'
  | 'keeps-versions-on-patch'
  | 'patches-any-version'
  | 'lists-as-before-patch'
  | 'shows-secrets-again'
  | 'repeats-the-second-page'
  | 'patches-whole-alone'
  | 'knows-latin-names-alone'
  | 'hides-archived'
  | 'tells-no-total'
  | 'resets-otherwise'
  | 'opens-on-patch'
  | 'loses-queries'
  | 'forgets-offsets'
  | 'refuses-queries'
  | 'puts-to-all'

type Values = Readonly<Record<string, unknown>>
interface Kept {
  readonly id: number
  readonly values: Values
  readonly listed: Values
  readonly version: number
  readonly secret: string
  readonly isGone?: boolean
}

/** The members that a server holds, by path. */
export interface Depot {
  readonly answer: (request: Request) => Promise<Response>
  readonly held: () => readonly string[]
}

const none = (status: number): Response => new Response(null, { status })
const isText = (value: unknown, most: number): boolean => typeof value === 'string' && Array.from(value).length <= most
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/
const DEFAULTS: Values = {
  note: null,
  tags: [],
  weight: 7,
  hot: false,
  due: null,
  archived: false,
  open: true,
  link: null,
  seen: null,
}

/** A server of the depot, with items of others. */
export function createDepot(difference?: Difference, others = 0): Depot {
  const items = new Map<number, Kept>()
  const parts = new Map<number, Values>()
  let last = 0
  const is = (one: Difference): boolean => difference === one
  const defaults = is('has-another-default') ? { ...DEFAULTS, weight: 1 } : DEFAULTS

  function isItem({ name, note, tags, weight, due, hot, archived, open, link, seen }: Values): boolean {
    const isDate = due === null || (typeof due === 'string' && (is('takes-any-date') || /^\d{4}-\d\d-\d\d$/.test(due)))
    const areTags = Array.isArray(tags) && tags.length <= 5 && tags.every((tag) => isText(tag, 20))
    const isNumber = typeof weight === 'number' && weight >= 0 && weight <= 100
    const areTexts = name !== '' && isText(name, 60) && (note === null || isText(note, 90))
    const areFlags = [hot, archived, open].every((one) => typeof one === 'boolean')
    const isQueried = typeof link === 'string' && link.includes('?')
    const isLink =
      link === null ||
      (typeof link === 'string' &&
        (link.length <= 90 || is('takes-long-links')) &&
        URL.canParse(link) &&
        !(isQueried && is('refuses-queries')))
    const isTime = seen === null || (typeof seen === 'string' && TIME.test(seen))
    return areTexts && isDate && areTags && isNumber && areFlags && isLink && isTime
  }

  function stored({ name, weight, link, seen, note, tags, hot, due, archived, open }: Values): Values {
    return {
      name: is('knows-latin-names-alone') ? String(name).replaceAll(/[\u0100-\uffff]/g, '?') : name,
      weight: is('rounds') ? Math.round(Number(weight)) : weight,
      link: is('loses-queries') && typeof link === 'string' ? link.replace(/\?.*/, '') : link,
      seen: is('forgets-offsets') && typeof seen === 'string' ? seen.replace(/[+-]\d\d:\d\d$/, 'Z') : seen,
      note,
      tags,
      hot,
      due,
      archived,
      open,
    }
  }

  function shown({ id, values, secret }: Kept, isNew = false): Values {
    return { id, ...values, ...(isNew || is('shows-secrets-again') ? { secret } : {}) }
  }

  function list({ searchParams }: URL): Response {
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('size') ?? 10)]
    const [hot, sort] = [searchParams.get('hot'), searchParams.get('sort')]
    if (![page, size].every((one) => Number.isInteger(one) && one > 0) || size > 50) return none(422)
    const there = [...items.values()].filter(({ isGone }) => isGone !== true)
    const seen = is('hides-archived') ? there.filter(({ values }) => values['archived'] === false) : there
    const isFiltered = hot !== null && !is('ignores-flags') && !(page > 1 && is('forgets-filters'))
    const isFound = ({ values }: Kept): boolean => String(values['hot']) === hot && !is('finds-nothing')
    const found = isFiltered ? seen.filter(isFound) : seen
    const ordered = (all: readonly Kept[]): readonly Kept[] => {
      const name = ({ values }: Kept): string => String(values['name'])
      const rising = is('lists-in-order-of-creation') ? all : all.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
      return sort === null ? all : sort === '-name' ? rising.toReversed() : rising
    }
    const start = (is('repeats-the-second-page') ? Math.min(page, 2) - 1 : page - 1) * size
    const cut = (all: readonly Kept[]): readonly Kept[] => all.slice(start, start + size)
    const paged = is('filters-each-page') && isFiltered ? cut(ordered(seen)).filter(isFound) : cut(ordered(found))
    const result = is('sorts-each-page') ? ordered(cut(found)) : paged
    const total = is('counts-beside-filters') ? seen.length : found.length
    return Response.json(
      result.map((one) => shown({ ...one, values: is('lists-as-before-patch') ? one.listed : one.values })),
      is('tells-no-total') ? {} : { headers: { 'X-Total-Count': String(total) } },
    )
  }

  function make(body: Values): Response {
    const values = { ...defaults, ...body }
    if (!isItem(values)) return none(422)
    const add = (): Kept => {
      last += 1
      const kept = stored(values)
      const one = { id: last, values: kept, listed: kept, version: 1, secret: `sk_${crypto.randomUUID()}` }
      items.set(last, one)
      return one
    }
    if (is('makes-two')) add()
    return Response.json(shown(add(), true), { status: 201 })
  }

  function item(request: Request, id: number, body: Values): Response {
    const { method, headers } = request
    const found = items.get(id)
    if (found === undefined) return none(404)
    if (found.isGone === true && !(method === 'PATCH' && is('patches-the-deleted'))) return none(410)
    const version = `"${found.version}"`
    if (method === 'GET') {
      const known = headers.get('if-none-match')
      if (known === version || (known !== null && is('is-never-modified'))) return none(304)
      return Response.json(shown(found), { headers: { ETag: version } })
    }
    if (method === 'DELETE') {
      items.set(id, { ...found, isGone: true })
      return none(204)
    }
    const wanted = headers.get('if-match') ?? version
    if (wanted !== version && !(method === 'PATCH' && is('patches-any-version'))) return none(412)
    const isPatch = method === 'PATCH'
    if (isPatch && is('patches-whole-alone') && !('name' in body)) return none(422)
    const isNothing = isPatch && Object.keys(body).length === 0 && is('clears-notes-on-nothing')
    const sent = isNothing ? { note: null } : taken(body)
    const reset = is('resets-otherwise') ? { ...defaults, weight: 1 } : defaults
    const values = {
      ...(isPatch ? found.values : reset),
      ...(isPatch && is('opens-on-patch') ? { open: true } : {}),
      ...sent,
    }
    if (!isItem(values)) return none(422)
    const next = found.version + (isPatch && is('keeps-versions-on-patch') ? 0 : 1)
    const kept = stored(values)
    if (is('puts-to-all'))
      for (const [key, one] of items) items.set(key, { ...one, values: { ...one.values, note: kept['note'] } })
    items.set(id, { ...found, values: kept, listed: isPatch ? found.listed : kept, version: next })
    return Response.json({ id, ...kept }, { headers: { ETag: `"${next}"` } })
  }

  function taken(body: Values): Values {
    if (!is('ignores-empty-values')) return body
    return Object.fromEntries(Object.entries(body).filter(([, value]) => !isEmpty(value)))
  }

  function part({ method }: Request, [itemId, id]: readonly [number, number | undefined], body: Values): Response {
    if (!items.has(itemId) || items.get(itemId)?.isGone === true) return none(404)
    if (id === undefined && method === 'GET')
      return Response.json([...parts.values()].filter((one) => one['item_id'] === itemId))
    const found: Values | undefined = id === undefined ? { id: last + 1, item_id: itemId } : parts.get(id)
    if (found === undefined || found['item_id'] !== itemId) return none(404)
    if (method === 'DELETE') parts.delete(Number(id))
    if (method === 'DELETE') return none(204)
    if (method === 'GET') return Response.json(found)
    const label = body['label'] ?? found['label']
    if (!isText(label, 40) || label === '') return none(422)
    const place = is('moves-parts') && typeof body['item_id'] === 'number' ? body['item_id'] : itemId
    const next = { ...found, item_id: place, label }
    last = Math.max(last, Number(found['id']))
    parts.set(Number(found['id']), next)
    return Response.json(next, { status: method === 'POST' ? 201 : 200 })
  }

  for (let n = 0; n < others; n += 1) make({ name: `other ${n}`, hot: n % 2 === 0 })

  return {
    held: () => [
      ...[...items.values()].filter(({ id, isGone }) => id > others && isGone !== true).map(({ id }) => `/items/${id}`),
      ...[...parts].flatMap(([id, one]) =>
        items.get(Number(one['item_id']))?.isGone === true ? [] : [`/parts/${id}`],
      ),
    ],
    async answer(request) {
      const url = new URL(request.url)
      const [, , id, , partId, ...more] = url.pathname.split('/')
      const text = await request.text()
      const body = text === '' ? {} : jsonIn(text)
      const numbers = [id, partId].every((one) => one === undefined || /^\d+$/.test(one))
      if (!url.pathname.startsWith('/items') || !numbers || more.length > 0) return none(404)
      if (!isObject(body)) return none(422)
      if (url.pathname.includes('/parts'))
        return part(request, [Number(id), partId === undefined ? undefined : Number(partId)], body)
      if (id !== undefined) return item(request, Number(id), body)
      return request.method === 'GET' ? list(url) : make(body)
    },
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : !value
}
