import { fireEvent } from '@testing-library/svelte'
import '@testing-library/svelte/vitest' // takes down after each test what it has drawn
import { afterEach } from 'vitest'
import { View, viewKey } from '../room/view.svelte'
import { meetingKey, type Meeting } from './room.svelte'

// Nor does a test find what was typed in another.
afterEach(() => localStorage.clear())

/** What a component finds around it in a room. */
export const context = (meeting: Meeting, view = new View()) =>
  new Map<symbol, unknown>([
    [meetingKey, meeting],
    [viewKey, view],
  ])

export const press = (element: Element) => fireEvent.click(element)
