import { longest } from './protocol.gen'

/** What the room drops from a text when it takes it (rooms/text_clean.go): signs that nobody sees. Two breaks of Windows are one. */
const dropped = /[\0-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]|\r(?=\n)/g

/** How long a text is as the room counts it: in code points, without what surrounds it and what it drops (rooms/text.go). */
export const lengthOf = (text: string): number => [...text.replace(dropped, '').trim().normalize()].length

export const fits = (text: string, most: number = longest.card): boolean => lengthOf(text) <= most
