import { sentencesOf } from './sentences-of.ts'

/** A state of a member in which nothing is created below it. `below`: the words for what is not; undefined where the sentence does not say it. */
export interface SaidClosed {
  readonly state: string
  readonly noun: string
  readonly below?: string
}

const STATE = String.raw`(?:an? |the )?(?<state>[a-z]+ed|[a-z]+en) (?<noun>\w+)`
const END = String.raw`(?: any ?more)?(?:,? \w+ \d{3}| \([^)]*\))?[.;]?$`
const TAKES = String.raw`(?:takes?|accepts?|allows?|gets?|receives?|can (?:take|get|have|accept)) no (?:new |more |further )?`
const NOT_MADE = String.raw`be (?:added|created|made|posted|written|put)`

const FORMS = [
  String.raw`^${STATE}s? ${TAKES}(?<below>\w+(?: \w+)?)${END}`,
  String.raw`^${STATE}s? (?:does not|do not|cannot|can ?not) (?:take|accept|allow|get|receive|have) (?:any |new |any new |more )?(?<below>\w+(?: \w+)?)${END}`,
  String.raw`^no (?:new |more )?(?<below>\w+(?: \w+)?) (?:can|may) ${NOT_MADE} (?:to|in|on|below|for|at) ${STATE}s?${END}`,
  String.raw`^(?:new )?(?<below>\w+(?: \w+)?) (?:cannot|can ?not|can['’]t|may not) ${NOT_MADE} (?:to|in|on|below|for|at) ${STATE}s?${END}`,
].map((form) => new RegExp(form, 'i'))

/** The states in which a text says that a member takes nothing below it, such as `An archived course takes no new course work (400)`. */
export function closedStates(text: string | undefined): readonly SaidClosed[] {
  return sentencesOf(text).flatMap((sentence): readonly SaidClosed[] => {
    const found = FORMS.map((form) => form.exec(sentence.trim())?.groups).find((groups) => groups !== undefined)
    const { state, noun, below } = found ?? {}
    return state === undefined || noun === undefined || below === undefined
      ? []
      : [{ state: state.toLowerCase(), noun: noun.toLowerCase(), below }]
  })
}

/** The states of the members above that the description of a create refuses: `An archived course is answered with 400`. */
export function refusedAbove(text: string | undefined): readonly SaidClosed[] {
  return sentencesOf(text).flatMap((sentence) => {
    const [, subject] = REFUSED.exec(sentence.trim()) ?? []
    return subject === undefined
      ? []
      : subject.split(/,? (?:and|or) /).flatMap((part): readonly SaidClosed[] => {
          const { state, noun } = SUBJECT.exec(part)?.groups ?? {}
          return state === undefined || noun === undefined
            ? []
            : [{ state: state.toLowerCase(), noun: noun.toLowerCase() }]
        })
  })
}

const REFUSED = /^([\w ,]+?) (?:is|are) (?:answered|refused|rejected) with (?:an? )?\W?4\d\d\b\W*(?:\([^)]*\))?[.;]?$/i
const SUBJECT = /^(?:an? |the )?(?<state>[a-z]+ed|[a-z]+en) (?<noun>\w+)$/i
