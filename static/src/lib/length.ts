import { longest } from './protocol.gen'

/** How long a text is as the room counts it: in code points, without what surrounds it (rooms/text.go). */
export const lengthOf = (text: string): number => [...text.trim().normalize()].length

export const fits = (text: string, most: number = longest.card): boolean => lengthOf(text) <= most
