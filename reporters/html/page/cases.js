// The list of cases: read from the data of the page, filtered, and drawn a hundred at a time. Text is only ever set as text.

/**
 * @typedef {object} Case
 * @property {number} number
 * @property {string} id
 * @property {string} title
 * @property {string} status
 * @property {number} durationMs
 * @property {string[]} requirements
 * @property {string[]} causes
 * @property {string} place
 * @property {string} replay
 * @property {string} level
 * @property {string} reason
 * @property {boolean} flaky
 * @property {number} lane
 * @property {string} text
 */

/** @typedef {{ text: string, status: string, level: string, requirement: string, cause: string }} Wanted */

/** @type {Readonly<Record<string, string>>} */
const WORDS = { fail: 'failed', warn: 'warned', inconclusive: 'inconclusive', skip: 'skipped', pass: 'passed' }

/** The cases that are drawn at once. */
const PAGE = 100

/**
 * The element with an id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function element(id, type) {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`)
  return found
}

/**
 * A new element with a class and children. Texts become text nodes, never markup.
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} children
 */
function create(name, className, ...children) {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}

const index = JSON.parse(element('index', HTMLScriptElement).text)

/** @type {Case[]} */
const cases = index.cases.map(readCase)

/**
 * @param {[string, number, string, number, number[], number[], number, number, string, number, number, number]} row
 * @param {number} number
 * @returns {Case}
 */
function readCase(row, number) {
  const [id, title, status, durationMs, requirements, causes, place, replay, level, reason, flaky, lane] = row
  /** @type {string[][]} */
  const told = causes.map((one) => index.causes[one])
  const quoted = `'${id.replaceAll("'", String.raw`'\''`)}'`
  const texts = [id, index.titles[title], index.reasons[reason] ?? '', ...told.flat()]
  return {
    number,
    id,
    title: index.titles[title],
    status,
    durationMs,
    requirements: requirements.map((one) => index.requirements[one]),
    causes: told.map(([cause = '']) => cause),
    place: index.places[place],
    replay: index.replays[replay].replace('{id}', () => quoted),
    level,
    reason: index.reasons[reason] ?? '',
    flaky: flaky === 1,
    lane,
    text: texts.join('\n').toLowerCase(),
  }
}

/** The worst cases first. The order of the run stays within a status. */
const RANK = ['fail', 'inconclusive', 'warn', 'skip', 'pass']
const ranked = cases.toSorted((a, b) => RANK.indexOf(a.status) - RANK.indexOf(b.status))

const filters = element('filters', HTMLFormElement)
const rows = element('rows', HTMLUListElement)
const more = element('more', HTMLButtonElement)

/** @type {Case[]} */
let found = ranked

/**
 * A field of the form.
 * @param {keyof Wanted} name
 */
function field(name) {
  const control = filters.elements.namedItem(name)
  if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) return control
  throw new Error(`the page has no field ${name}`)
}

/** @type {(keyof Wanted)[]} */
const FIELDS = ['text', 'status', 'level', 'requirement', 'cause']

/** @returns {Wanted} */
function wanted() {
  const [text = '', status = '', level = '', requirement = '', cause = ''] = FIELDS.map((name) => field(name).value)
  return { text: text.trim().toLowerCase(), status, level, requirement, cause }
}

/** The timer that draws the cases a moment after a letter. */
let waiting = 0

/** Draws the cases that the form asks for, from the first. */
function applyFilters() {
  clearTimeout(waiting)
  const { text, status, level, requirement, cause } = wanted()
  found = ranked.filter(
    (one) =>
      (status === '' || one.status === status) &&
      (level === '' || one.level === level) &&
      (requirement === '' || one.requirements.includes(requirement)) &&
      (cause === '' || one.causes.includes(cause)) &&
      (text === '' || one.text.includes(text)),
  )
  rows.replaceChildren()
  drawMore()
  const all = cases.length.toLocaleString('en')
  const count = element('count', HTMLParagraphElement)
  const noun = count.dataset['noun'] ?? 'cases'
  count.textContent =
    found.length === cases.length ? `${all} ${noun}` : `${found.length.toLocaleString('en')} of ${all} ${noun}`
}

/** Draws the next cases. */
function drawMore() {
  const from = rows.childElementCount
  rows.append(...found.slice(from, from + PAGE).map(drawRow))
  more.hidden = rows.childElementCount >= found.length
}

/** @param {Case} one */
function drawRow(one) {
  const word = WORDS[one.status] ?? one.status
  const summary = create(
    'summary',
    '',
    create('span', `tag ${one.status}`, one.flaky ? `${word}, flaky` : word),
    create('span', 'id', one.id),
    create('span', 'title', one.title),
  )
  const details = create('details', 'case', summary)
  details.addEventListener('toggle', () => {
    if (details.childElementCount === 1) details.append(drawDetail(one))
  })
  return create('li', '', details)
}

/** @param {Case} one */
function drawDetail(one) {
  const facts = create('dl', 'facts')
  /** @type {(name: string, value: string) => void} */
  const fact = (name, value) => {
    if (value !== '') facts.append(create('div', '', create('dt', '', name), create('dd', '', value)))
  }
  fact('Reason', one.reason)
  fact('Case', one.place)
  fact('Requirements', one.requirements.join(', '))
  fact('Took', `${one.durationMs} ms${one.lane === 0 ? '' : `, in lane ${one.lane}`}`)
  const inside = create('div', 'inside', facts)
  const template = document.getElementById(`detail-${one.number}`)
  if (template instanceof HTMLTemplateElement) inside.append(template.content.cloneNode(true))
  inside.append(create('div', 'command', create('h5', '', 'Replay'), create('pre', 'copy', one.replay)))
  addCopyButtons(inside)
  return inside
}

/**
 * Fills a list of choices.
 * @param {keyof Wanted} name
 * @param {string[][]} choices
 */
function fill(name, choices) {
  field(name).append(
    ...choices.map(([value = '', text = value]) => {
      const option = create('option', '', text)
      option.setAttribute('value', value)
      return option
    }),
  )
}

fill(
  'requirement',
  index.requirements.toSorted().map((/** @type {string} */ id) => [id]),
)
fill(
  'cause',
  index.causes.map((/** @type {string[]} */ [id, message]) => [id, `${id}: ${message}`]),
)
