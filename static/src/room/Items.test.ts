import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import '../pages/workbench'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import { toasts } from '../lib/toasts.svelte'
import Announcer from './Announcer.svelte'
import Items from './Items.svelte'

beforeAll(() => words.enterRoom('workbench'))
beforeEach(() => {
  localStorage.clear()
  toasts.list = []
})

/** Jonas facilitates, Mira and Ilse take part, whoever is told with `guest` only listens. */
function show(story = 'workbench/items', you = 'p1', change?: unknown) {
  const told = tell<'talk'>(story, you, change)
  render(Items, { context: context(told.meeting as never) })
  return told
}
const w = () => words.room.items
const lines = () => [...document.querySelectorAll<HTMLElement>('ol > li')]
const line = (title: string) => lines().find((li) => li.querySelector('p')?.textContent.includes(title)) as HTMLElement
const titles = () => lines().map((li) => li.querySelector('p')?.firstChild?.textContent?.trim().slice(0, 12))
const button = (name: string | RegExp, of: HTMLElement = document.body) => within(of).getByRole('button', { name })
const unfold = (title: string) => press(button(`More about: ${title}`))
const handle = (title: string) => button(`Move: ${title}`)
const list = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: w().pasting.field })
const said = () => [...document.querySelectorAll('[role=status]')].map((s) => s.textContent).join(' ')
const type = (box: Element, value: string) => fireEvent.input(box, { target: { value } })

describe('a list of items', () => {
  it('is in order, with what came out and what is in hand', () => {
    show()
    expect(titles()).toEqual([
      'Keep the bas',
      'Retry a fail',
      'Pay again af',
      'Tell late ch',
      'Invoice for ',
      'Wake someone',
      'Remember the',
    ])
    expect(line('Keep').textContent).toContain('done · 2 rounds')
    expect(line('Keep').textContent).toContain('Result: 8')
    expect(lines().map((li) => li.getAttribute('aria-current'))).toEqual([null, null, 'true', null, null, null, null])
    expect(line('Pay again').textContent).toContain('in hand')
  })

  it('says what to do while it is empty, to those who may', () => {
    show('workbench/items-empty')
    expect(document.body.textContent).toContain(w().noneFill)
    document.body.innerHTML = ''
    show('workbench/items-empty', 'p2', { doc: { room: { people: { p2: { roles: ['observer'] } } } } })
    expect(document.body.textContent).toContain(w().none)
    expect(document.body.textContent).not.toContain(w().noneFill)
  })

  it('offers nobody what they may not do', async () => {
    show('workbench/items-guest', 'p2')
    expect(screen.queryAllByRole('button').map((b) => b.getAttribute('aria-label'))).toEqual([
      'More about: Pay again after a failed charge',
      'More about: Tell late charges from lost ones',
    ])
    await unfold('Pay again after a failed charge')
    expect(within(line('Pay again')).getByRole('link').getAttribute('href')).toBe('https://example.org/HER-214')
    expect(screen.queryAllByRole('button')).toHaveLength(2)
  })

  it('lets those fill it who do not order it', async () => {
    show('workbench/items', 'p2')
    expect(screen.queryByRole('button', { name: /^Move|Take up/ })).toBeNull()
    await unfold('Retry a failed export')
    expect(button(w().edit)).toBeTruthy()
    expect(button(w().withdraw)).toBeTruthy()
    expect(screen.queryByRole('spinbutton')).toBeNull()
  })

  it('calls states of the ceremony’s own by its words', () => {
    const { meeting } = tell<'talk'>('workbench/items', 'p1', {
      doc: { room: { items: { i1: { state: 'split' }, i2: { state: 'spiked' } } } },
    })
    render(Items, { props: { states: { split: 'cut in two' } }, context: context(meeting as never) })
    expect(line('Keep').textContent).toContain('cut in two')
    expect(line('Retry').textContent).toContain('spiked')
  })

  it('takes no more when it is full, what was taken off counted', () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [
        `m${i}`,
        { title: `Item ${i}`, rank: i, state: i < 2 ? 'open' : 'withdrawn', by: 'p1' },
      ]),
    )
    show('workbench/items-empty', 'p1', { doc: { room: { items: many } } })
    expect(lines()).toHaveLength(2)
    expect(document.body.textContent).toContain(w().full({ n: 200 }))
    expect(screen.queryByRole('button', { name: w().add })).toBeNull()
  })
})

describe('an item', () => {
  it('is added, and shows before the room has answered', async () => {
    const { done, meeting } = show()
    await press(button(w().add))
    await type(screen.getByRole('textbox'), ' Count the basket again ')
    await fireEvent.submit(screen.getByRole('textbox'))
    expect(done).toMatchObject([{ do: 'item_add', with: { title: 'Count the basket again' } }])
    meeting.changed()
    await tick()
    expect(line('Count the').textContent).toContain('waiting to be sent')
  })

  it('is worded in its place, link and note with it, and the focus goes back', async () => {
    const { done } = show()
    await unfold('Pay again after a failed charge')
    await press(button(w().edit))
    const title = screen.getByRole<HTMLInputElement>('textbox', { name: w().name })
    expect([document.activeElement, title.value]).toEqual([title, 'Pay again after a failed charge'])
    await type(title, 'Pay once more')
    await fireEvent.submit(title)
    await vi.waitFor(() => expect(document.activeElement).toBe(button(/^More about: Pay/)))
    expect(done).toMatchObject(
      [
        {
          do: 'item_reword',
          with: { item: 'i3', title: 'Pay once more', link: 'https://example.org/HER-214', note: /^A buyer/ as never },
          if: { '/room/items/i3/title': 'Pay again after a failed charge' },
        },
      ].map(({ with: { note: _, ...rest }, ...act }) => ({ ...act, with: rest })),
    )
    expect(done[0]?.with).toHaveProperty('note', expect.stringMatching(/^A buyer/))
  })

  it('is left alone by Escape, and by who changes nothing', async () => {
    const { done } = show()
    await unfold('Retry a failed export')
    await press(button(w().edit))
    await type(screen.getByRole('textbox', { name: w().name }), 'x')
    await fireEvent.keyDown(screen.getByRole('textbox', { name: w().name }), { key: 'Escape' })
    await press(button(w().edit))
    await fireEvent.submit(screen.getByRole('textbox', { name: w().name }))
    await vi.waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(done).toEqual([])
  })

  it.each([
    ['name', ' ', 'title'],
    ['link', 'javascript:alert(1)', 'link'],
  ] as const)('says at the %s what is wrong with it', async (field, value, fault) => {
    const { done } = show()
    await unfold('Retry a failed export')
    await press(button(w().edit))
    const box = screen.getByRole('textbox', { name: w()[field] })
    await type(box, value)
    await fireEvent.submit(box)
    expect(screen.getByRole('alert').textContent).toBe(w().faults[fault])
    expect([box.getAttribute('aria-invalid'), document.activeElement, done]).toEqual(['true', box, []])
  })

  it('is shown beside what somebody else made of it meanwhile', async () => {
    const { meeting, done, answer } = show()
    await unfold('Retry a failed export')
    await press(button(w().edit))
    meeting.frame({ at: [1, 2], patch: { room: { items: { i2: { title: 'Theirs', link: 'https://their.org' } } } } })
    const title = screen.getByRole<HTMLInputElement>('textbox', { name: w().name })
    await type(title, 'Mine')
    answer.refusal = { code: 'changed', say: '', field: '/room/items/i2/title' }
    await fireEvent.submit(title)
    const both = await screen.findByRole('alert')
    expect(both.textContent).toContain('Theirs\nhttps://their.org')
    delete answer.refusal
    await press(button(words.room.overtaken.keep))
    await vi.waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(done.map((act) => act.if?.['/room/items/i2/title'])).toEqual(['Retry a failed export', 'Theirs'])
    expect(done[1]?.with).toMatchObject({ title: 'Mine' })
  })

  it('is taken up and put back, which all hear', async () => {
    const { meeting, done } = show()
    render(Announcer, { context: context(meeting as never) })
    await press(button(/^Take up: Tell late/))
    meeting.frame({ at: [1, 2], patch: { room: { items: { i3: { state: 'open' }, i4: { state: 'current' } } } } })
    await vi.waitFor(() => expect(said()).toContain('Now: Tell late charges from lost ones.'))
    expect(line('Tell late').getAttribute('aria-current')).toBe('true')
    await unfold('Tell late charges from lost ones')
    await press(button(/^Put back/))
    expect(done).toMatchObject([
      { do: 'item_pick', with: { item: 'i4' } },
      { do: 'item_pick', with: {} },
    ])
    expect(done[1]?.with).toEqual({})
  })

  it('is taken off the list at once, and comes back by a tap on the note or later', async () => {
    const { meeting, done } = show()
    await unfold('Retry a failed export')
    const taken = press(button(w().withdraw))
    meeting.changed()
    await taken
    await vi.waitFor(() => expect(toasts.list).toHaveLength(1))
    expect(titles()).not.toContain('Retry a fail')
    expect(document.activeElement).toBe(button(/^More about: Pay again/))
    const [toast] = toasts.list
    expect(toast).toMatchObject({ text: '“Retry a failed export” is off the list.', does: { say: 'Undo' } })
    toast?.does?.run()
    const off = document.querySelector('details') as HTMLDetailsElement
    off.open = true
    await fireEvent(off, new Event('toggle'))
    await press(button(`${w().back}: Fax the receipt`))
    expect(done.map((act) => act.with)).toEqual([
      { item: 'i2', on: true },
      { item: 'i2', on: false },
      { item: 'i8', on: false },
    ])
  })
})

describe('the order of items', () => {
  it.each([
    ['ArrowUp', { item: 'i2' }, 1],
    ['ArrowDown', { item: 'i2', after: 'i3' }, 3],
    ['Home', { item: 'i2' }, 1],
    ['End', { item: 'i2', after: 'i7' }, 7],
  ])('is changed by %s on a handle, at once, and the focus stays there', async (key, moves, n) => {
    const { meeting, done } = show()
    const grip = handle('Retry a failed export')
    grip.focus()
    await fireEvent.keyDown(grip, { key })
    expect(done).toMatchObject([{ do: 'item_move' }])
    expect(done[0]?.with).toEqual(moves)
    meeting.changed()
    await tick()
    expect(titles()[n - 1]).toBe('Retry a fail')
    expect(document.activeElement).toBe(handle('Retry a failed export'))
    await vi.waitFor(() => expect(said()).toContain(`Retry a failed export is number ${n} of 7 now.`))
  })

  it('ends at the ends', async () => {
    const { done } = show()
    await fireEvent.keyDown(handle('Keep the basket when somebody signs out'), { key: 'ArrowUp' })
    await fireEvent.keyDown(handle('Remember the chosen delivery point'), { key: 'ArrowDown' })
    expect(done).toEqual([])
  })

  it('is changed by buttons and by a number', async () => {
    const { done } = show()
    await unfold('Keep the basket when somebody signs out')
    expect(button(w().up).hasAttribute('disabled')).toBe(true)
    await press(button(w().down))
    await fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '5' } })
    await fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '99' } })
    expect(done.map((act) => act.with)).toEqual([
      { item: 'i1', after: 'i2' },
      { item: 'i1', after: 'i5' },
    ])
  })

  it('is changed by dragging, and nothing jumps meanwhile', async () => {
    const { meeting, done } = show()
    const pointer = (type: string, target: EventTarget, y: number) =>
      target.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          button: 0,
          pointerId: 1,
          clientX: 0,
          clientY: y,
          pointerType: 'touch',
        }),
      )
    let under = line('Tell late')
    document.elementFromPoint = () => under
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({
      top: 100,
      height: 50,
      left: 0,
      width: 9,
    } as DOMRect)
    pointer('pointerdown', handle('Retry a failed export'), 0)
    pointer('pointermove', window, 140)
    expect(line('Tell late').dataset.over).toBe('after')
    meeting.frame({ at: [1, 2], patch: { room: { items: { i7: { rank: 0 } } } } })
    await tick()
    expect(titles()[0]).toBe('Keep the bas')
    under = line('Keep')
    pointer('pointermove', window, 110)
    expect([line('Tell late').dataset.over, line('Keep').dataset.over]).toEqual([undefined, 'before'])
    pointer('pointermove', window, 140) // where it is
    expect(line('Keep').dataset.over).toBeUndefined()
    under = line('Tell late')
    pointer('pointermove', window, 140)
    pointer('pointerup', window, 140)
    expect(done.map((act) => act.with)).toEqual([{ item: 'i2', after: 'i4' }])
    await press(handle('Retry a failed export')) // as browsers do: it ends the drag, and is no tap
    expect(screen.queryByRole('spinbutton')).toBeNull()
    await tick()
    expect(titles()[0]).toBe('Remember the')
  })

  it('leaves the focus where it is when somebody else changes it', async () => {
    const { meeting } = show()
    button(/^More about: Retry/).focus()
    meeting.frame({ at: [1, 2], patch: { room: { items: { i2: { rank: 9 } } } } })
    await tick()
    expect(titles().at(-1)).toBe('Retry a fail')
    expect(document.activeElement).toBe(button(/^More about: Retry/))
  })
})

describe('a pasted list', () => {
  const open = async () => {
    await press(button(w().paste))
    return list()
  }
  const goes = () => button(/^Add( \d|$)/, screen.getByRole('dialog'))

  it('is asked about line by line before it is sent', async () => {
    const { done } = show()
    await type(await open(), `- one\n\n* Retry a failed export\n${'x'.repeat(123)}\n2. two\none\n`)
    const says = screen.getByRole('dialog').textContent
    expect(says).toContain('Line 4 is 3 characters too long: xxxx')
    expect(says).toContain('Line 2 is empty and is left out.')
    expect(says).toContain('Lines 3 and 6 are on the list already and are left out.')
    expect([goes().textContent, goes().hasAttribute('disabled')]).toEqual(['Add 2 items', true])
    await type(list(), '- one\n* Retry a failed export\n2. two')
    await press(goes())
    expect(done).toMatchObject([
      { do: 'item_bring', with: { text: '- one\n* Retry a failed export\n2. two', new: true } },
    ])
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(toasts.list.map((t) => t.text)).toEqual(['2 items were added.'])
  })

  it('stays typed when it is refused, and when the sheet is closed', async () => {
    const { answer } = show()
    await type(await open(), 'one\ntwo')
    answer.refusal = { code: 'room_full', say: '' }
    await press(goes())
    expect((await screen.findByRole('alert')).textContent).toBe(words.refusal(answer.refusal))
    expect(list().value).toBe('one\ntwo')
    await press(button(words.room.menu.close))
    expect(document.activeElement).toBe(button(w().paste))
    expect((await open()).value).toBe('one\ntwo')
  })

  it('does not lose its lines in the field for one item', async () => {
    show()
    await press(button(w().add))
    const field = screen.getByRole('textbox')
    await type(field, 'zero')
    const clipboardData = { getData: () => 'one\r\ntwo\n' }
    await fireEvent.paste(field, { clipboardData })
    expect(list().value.split(/\r?\n/)).toEqual(['zero', 'one', 'two'])
  })

  it('is not sent where it does not fit', async () => {
    const { done } = show()
    await type(await open(), Array.from({ length: 195 }, (_, i) => `item ${i}`).join('\n'))
    expect(screen.getByRole('dialog').textContent).toContain('3 do not fit: a list holds 200 items.')
    await fireEvent.submit(list())
    expect(done).toEqual([])
  })
})
